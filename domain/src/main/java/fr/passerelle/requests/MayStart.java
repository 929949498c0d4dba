package fr.passerelle.requests;

import fr.passerelle.law.WorkStart;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.WorkStart.Held;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm.ContractType;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the person of a granted request may start to work, from the papers that we were told they hold. */
public final class MayStart {
    private MayStart() {}

    /** Unknown whenever a fact is missing: it is never guessed that someone may work. */
    public static WorkStart.Answer of(AuthorisationRequest request, @Nullable Worker worker, Instant now) {
        Optional<ContractKind> contract = contract(request.content());
        if (worker == null || contract.isEmpty()) {
            return WorkStart.Answer.UNKNOWN;
        }
        return WorkStart.after(held(request.content(), worker.profile(), Deadlines.today(now)), contract.get());
    }

    private static Held held(RequestContent content, Worker.Profile worker, LocalDate day) {
        if (Boolean.FALSE.equals(content.residesInFrance())) {
            return Held.ABROAD;
        }
        if (worker.identifier(Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE, day).isPresent()) {
            return Held.ASYLUM_CLAIM_CERTIFICATE;
        }
        return worker.identifier(Identifier.Kind.RESIDENCE_PERMIT, day)
                .map(permit -> ofMention(permit.mention()))
                .orElse(Held.UNKNOWN);
    }

    private static Held ofMention(@Nullable String mention) {
        if (mention == null) {
            return Held.UNKNOWN;
        }
        String bare = Normalizer.normalize(mention, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
        return switch (bare) {
            case "salarie" -> Held.EMPLOYEE_PERMIT;
            case "travailleur temporaire" -> Held.FIXED_TERM_PERMIT;
            case "travailleur saisonnier" -> Held.SEASONAL_PERMIT;
            default -> Held.UNKNOWN;
        };
    }

    private static Optional<ContractKind> contract(RequestContent content) {
        ContractType type =
                content.contract() == null ? null : content.contract().type();
        if (type == null) {
            return Optional.empty();
        }
        return switch (type) {
            case PERMANENT -> Optional.of(ContractKind.PERMANENT);
            case FIXED_TERM -> Optional.of(ContractKind.FIXED_TERM);
            case SEASONAL -> Optional.of(ContractKind.SEASONAL);
            case APPRENTICESHIP, PROFESSIONALISATION, POSTING -> Optional.empty();
        };
    }
}
