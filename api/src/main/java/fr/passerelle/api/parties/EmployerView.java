package fr.passerelle.api.parties;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Readiness;
import fr.passerelle.parties.Readiness.Blocker;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An employer as clients see it. */
public record EmployerView(
        String id,
        String reference,
        String siren,
        String legalName,
        Employer.Kind kind,
        @Nullable String nafCode,
        @Nullable String idcc,
        @Nullable Integer headcount,
        List<EmployerBody.EstablishmentBody> establishments,
        boolean requiresApproval,
        @Nullable Map<String, String> metadata,
        AccountState platformAccount,
        boolean canFile,
        List<Block> blocking,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.parties.messages");

    /** The state of the employer's account. */
    public record AccountState(String state) {}

    /** What stands in the way of filing, and how to mend it. */
    public record Block(String code, String detail, String remedy) {
        public static Block of(Blocker blocker, Locale language) {
            String code = blocker.name().toLowerCase(Locale.ROOT);
            return new Block(code, say(language, code, "detail"), say(language, code, "remedy"));
        }

        private static String say(Locale language, String code, String what) {
            return SENTENCES
                    .say(language, "blocking." + code + "." + what, Map.of())
                    .orElse(code);
        }
    }

    static EmployerView of(Employer employer, Readiness readiness, @Nullable PlatformAccount account, Locale language) {
        Employer.Profile profile = employer.profile();
        return new EmployerView(
                employer.id().text(),
                employer.reference().value(),
                profile.siren().digits(),
                profile.legalName(),
                profile.kind(),
                profile.nafCode(),
                profile.idcc(),
                profile.headcount(),
                profile.establishments().stream()
                        .map(EmployerBody.EstablishmentBody::of)
                        .toList(),
                profile.requiresApproval(),
                profile.metadata().isEmpty() ? null : profile.metadata(),
                new AccountState(PlatformAccount.stateOf(account)),
                readiness.canFile(),
                readiness.blocking().stream().map(b -> Block.of(b, language)).toList(),
                employer.version(),
                employer.createdAt(),
                employer.updatedAt());
    }
}
