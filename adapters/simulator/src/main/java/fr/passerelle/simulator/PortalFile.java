package fr.passerelle.simulator;

import fr.passerelle.simulator.Complement.Wanted;
import fr.passerelle.simulator.SimulatorProperties.Review;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Demande: a file that the portal has registered.
 *
 * @param draft absent when other hands made the file
 * @param account who filed it; absent when other hands made the file
 * @param answers the answers to requests for complements, in order
 * @param complementPieces documents attached to the answer to a request for complements, by its number
 */
record PortalFile(
        String number,
        @Nullable String draft,
        @Nullable String account,
        Form form,
        Scenario scenario,
        Instant registeredAt,
        List<ComplementAnswer> answers,
        Map<Integer, Pieces> complementPieces) {

    /** Décret n° 2014-1292: two months of silence refuse. Source and reading: domain module, package {@code law}. */
    private static final Period SILENCE = Period.ofMonths(2);

    /** Accusé of complements. */
    record ComplementAnswer(Instant sentAt, String certificate) {}

    PortalFile {
        answers = List.copyOf(answers);
        complementPieces = Map.copyOf(complementPieces);
    }

    Life life(Review review, Instant now) {
        List<Instant> sent = answers.stream().map(ComplementAnswer::sentAt).toList();
        return Life.of(registeredAt, scenario, sent, review).until(now);
    }

    /** The date at which silence means refusal, as the receipt of a submission must state it (CRPA, art. R. 112-11-1). */
    LocalDate silenceRefusesOn() {
        return Paris.day(registeredAt).plus(SILENCE);
    }

    /** Only one routing is known well enough to be imitated: seasonal work goes to Avignon. */
    String service() {
        return form.requestType().equals("saisonnier") ? "Plateforme MOE d'Avignon" : "Plateforme MOE de Béthune";
    }

    Pieces piecesOfComplement(int complement) {
        return complementPieces.getOrDefault(complement, Pieces.NONE);
    }

    Outcome<PortalFile> attach(int complement, Piece piece) {
        return piecesOfComplement(complement).with(piece).map(pieces -> withPieces(complement, pieces));
    }

    PortalFile answer(ComplementAnswer answer) {
        List<ComplementAnswer> next = new ArrayList<>(answers);
        next.add(answer);
        return new PortalFile(number, draft, account, form, scenario, registeredAt, next, complementPieces);
    }

    /** A second file of the same submission. */
    PortalFile twin(String otherNumber) {
        return new PortalFile(otherNumber, draft, account, form, scenario, registeredAt, List.of(), Map.of());
    }

    PortalFile living(Scenario other) {
        return new PortalFile(number, draft, account, form, other, registeredAt, answers, complementPieces);
    }

    List<Wanted> missingPieces(int complement) {
        Pieces pieces = piecesOfComplement(complement);
        return Complement.number(complement).pieces().stream()
                .filter(wanted -> pieces.find(wanted.code()).isEmpty())
                .toList();
    }

    private PortalFile withPieces(int complement, Pieces pieces) {
        Map<Integer, Pieces> next = new HashMap<>(complementPieces);
        next.put(complement, pieces);
        return new PortalFile(number, draft, account, form, scenario, registeredAt, answers, next);
    }
}
