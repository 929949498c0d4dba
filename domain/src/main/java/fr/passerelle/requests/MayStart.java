package fr.passerelle.requests;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.right.Facts.Authorisation;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Residence;
import fr.passerelle.law.right.Title;
import fr.passerelle.law.right.Titles;
import fr.passerelle.law.right.WorkRight;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.PlatformFile.Decision;
import fr.passerelle.requests.RequestContent.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the person of a granted request may start to work, by the rules of {@link WorkRight}, from the papers that we were told they
 * hold: on the first day of the contract, or today once that is past.
 */
public final class MayStart {
    private static final List<Identifier.Kind> PAPERS = List.of(
            Identifier.Kind.RESIDENCE_PERMIT, Identifier.Kind.LONG_STAY_VISA, Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE);

    /** Mentions that several titles bear, for which the table of F2728 answers by the mention. */
    private static final Map<String, String> BY_MENTION = Map.of(
            "salarie", "SALARIE_CST",
            "travailleur temporaire", "TRAVAILLEUR_TEMPORAIRE_CST",
            "travailleur saisonnier", "TRAVAILLEUR_SAISONNIER_CSP");

    private final WorkRight rules;
    private final Titles titles;

    public MayStart(LawTables tables) {
        this.rules = new WorkRight(tables);
        this.titles = new Titles(tables);
    }

    /** The answer, and what decided it. */
    public record Verdict(Answer.Start start, Answer.Reason reason) {
        private static final Verdict UNKNOWN = new Verdict(Answer.Start.UNKNOWN, Answer.Reason.FACTS_MISSING);
    }

    /** Unknown whenever a fact is missing: it is never guessed that someone may work. Empty where nothing was granted. */
    public Optional<Verdict> of(AuthorisationRequest request, @Nullable Worker worker, Instant now) {
        return switch (request.state()) {
            case RequestState.Granted(var _, var decision, var _) ->
                Optional.of(verdict(request.content(), worker, decision, now));
            case RequestState.DeemedGranted _ -> Optional.of(verdict(request.content(), worker, null, now));
            default -> Optional.empty();
        };
    }

    private Verdict verdict(RequestContent content, @Nullable Worker worker, @Nullable Decision decision, Instant now) {
        if (worker == null) {
            return Verdict.UNKNOWN;
        }
        LocalDate today = Deadlines.today(now);
        LocalDate start = content.start();
        LocalDate day = start == null || start.isBefore(today) ? today : start;
        if (decision != null && decision.validFrom() != null && day.isBefore(decision.validFrom())) {
            return new Verdict(Answer.Start.NO, Answer.Reason.NOT_YET);
        }
        BirthDate birth = worker.profile().birthDate();
        if (!Ages.isSurelyOfAge(birth, day) && !Ages.isSurelyMinor(birth, day)) {
            return Verdict.UNKNOWN;
        }
        Answer answer = rules.check(facts(content, worker.profile(), decision, day));
        return new Verdict(answer.mayStart(), answer.reasons().getFirst());
    }

    private Facts facts(RequestContent content, Worker.Profile worker, @Nullable Decision decision, LocalDate day) {
        Boolean livesHere = content.residesInFrance();
        return new Facts(
                day,
                nationality(worker),
                livesHere == null ? null : livesHere ? Residence.FRANCE : Residence.ABROAD,
                Ages.latest(worker.birthDate()),
                null,
                title(worker, day).orElse(null),
                null,
                null,
                null,
                null,
                null,
                contract(content),
                new Authorisation(
                        kind(content.contractType()),
                        content.type().code(),
                        decision == null ? null : decision.validTo()));
    }

    /** Of several nationalities none may be left out: which one counts is not ours to say. */
    private static @Nullable String nationality(Worker.Profile worker) {
        return worker.nationalities().size() == 1
                ? worker.nationalities().getFirst().code()
                : null;
    }

    /** The paper that holds on the day, or else the one that ended last. */
    private Optional<HeldTitle> title(Worker.Profile worker, LocalDate day) {
        return PAPERS.stream()
                .flatMap(kind -> worker.identifier(kind, day).stream())
                .findFirst()
                .or(() -> worker.identifiers().stream()
                        .filter(paper -> PAPERS.contains(paper.kind()))
                        .max(comparing(Identifier::validTo, nullsLast(naturalOrder()))))
                .map(this::held);
    }

    private HeldTitle held(Identifier paper) {
        String mention = paper.mention();
        String type = paper.kind() == Identifier.Kind.LONG_STAY_VISA ? "VLS-TS" : null;
        return new HeldTitle(code(paper), type, mention, paper.validFrom(), paper.validTo(), null, null, null);
    }

    private @Nullable String code(Identifier paper) {
        return switch (paper.kind()) {
            case ASYLUM_CLAIM_CERTIFICATE -> "ATTESTATION_DEMANDE_ASILE";
            case RESIDENCE_PERMIT -> paper.mention() == null ? null : ofPermit(paper.mention());
            default -> null;
        };
    }

    /** A card of one year and one of several with the same mention are one to us where they give the same right. */
    private @Nullable String ofPermit(String mention) {
        String known = BY_MENTION.get(LawFacts.bare(mention));
        if (known != null) {
            return known;
        }
        List<Title> cards = Stream.of("CST", "CSP")
                .flatMap(kind -> titles.find(kind, mention).stream())
                .toList();
        boolean isOneRight = cards.stream().map(Title::right).distinct().count() == 1;
        return isOneRight ? cards.getFirst().code() : null;
    }

    private static Contract contract(RequestContent content) {
        Terms terms = content.contract();
        if (terms == null) {
            return Contract.UNKNOWN;
        }
        ContractType type = terms.type();
        return new Contract(
                type == null ? null : Contract.Kind.valueOf(type.name()),
                terms.start(),
                terms.end(),
                null,
                null,
                null,
                null,
                null,
                LawFacts.workplace(content));
    }

    private static @Nullable ContractKind kind(@Nullable ContractType type) {
        return switch (type) {
            case PERMANENT -> ContractKind.PERMANENT;
            case FIXED_TERM -> ContractKind.FIXED_TERM;
            case SEASONAL -> ContractKind.SEASONAL;
            case null, default -> null;
        };
    }
}
