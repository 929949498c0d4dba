package fr.passerelle.law.needs;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who files a request, which prefect decides it, and which platform examines it for them.
 *
 * <p>Source: who files, Code du travail, art. R. 5221-1 II (LEGIARTI000049999770, in force since 2024-09-01); which prefect,
 * art. R. 5221-15 (LEGIARTI000043320674), R. 5221-15-1 for the employers of ITER, and R. 5221-16 (LEGIARTI000019108565) for a
 * person abroad. The platforms are those of the table; where none was read it is unknown, and what the receipt prints is right
 * in any case.
 */
public final class Routing {
    private static final String ITER_DEPARTMENT = "13";
    private static final String ITER_PLATFORM = "PREFECT_13";
    private static final String UNKNOWN_PLATFORM = "unknown";

    private final Map<String, List<Row>> platforms = new HashMap<>();

    public Routing(LawTables tables) {
        for (Map<String, String> cells : tables.rows("platforms")) {
            platforms
                    .computeIfAbsent(
                            key(cells.getOrDefault("department_code", ""), "true".equals(cells.get("seasonal"))),
                            _ -> new ArrayList<>())
                    .add(Row.of(cells));
        }
    }

    /** What the person comes to do, as far as it decides who files and where. */
    public enum Operation {
        ORDINARY,
        SEASONAL,
        /** L. 1262-1 1°. */
        POSTING_TO_CLIENT,
        /** L. 1262-1 2°. */
        POSTING_WITHIN_GROUP,
        /** L. 1262-2. */
        POSTING_BY_AGENCY,
        /** L. 8241-2. */
        LENDING,
        /** An apprentice of an employer abroad. */
        HOSTED_APPRENTICE;

        private boolean hasEmployerAbroad() {
            return this != ORDINARY && this != SEASONAL;
        }
    }

    /** Who files. */
    public enum Filer {
        EMPLOYER,
        /** Donneur d'ordre. */
        CLIENT,
        USER_COMPANY,
        HOST_COMPANY
    }

    /**
     * What decides.
     *
     * @param establishment department of the establishment that employs, or of the French party where the employer is abroad
     * @param onlyDepartment whether all establishments of the employer that we know are in that department
     * @param workplace department of the first place of work
     * @param iter whether the employer is one of those of the ITER agreement
     */
    public record Facts(
            LocalDate day,
            Operation operation,
            Known livesInFrance,
            @Nullable String establishment,
            boolean onlyDepartment,
            @Nullable String workplace,
            boolean itinerant,
            boolean iter) {}

    /**
     * Whose prefect decides.
     *
     * @param department absent while it is unknown
     */
    public record Prefect(@Nullable String department, Certainty certainty, List<Basis> basis, List<String> asks) {
        public Prefect {
            basis = List.copyOf(basis);
            asks = List.copyOf(asks);
        }
    }

    /**
     * Which platform examines.
     *
     * @param code absent where it was not read
     * @param candidate one that is likely, where that is all we have
     */
    public record Examiner(
            @Nullable String code,
            @Nullable String candidate,
            Certainty certainty,
            @Nullable String source) {}

    /** The answer. */
    public record Answer(Filer filer, List<Basis> filerBasis, Prefect prefect, Examiner platform) {
        public Answer {
            filerBasis = List.copyOf(filerBasis);
        }
    }

    public Answer of(Facts facts) {
        Prefect prefect = prefect(facts);
        return new Answer(
                filer(facts.operation()), Basis.all("C. trav. R. 5221-1 II"), prefect, platform(facts, prefect));
    }

    private static Filer filer(Operation operation) {
        return switch (operation) {
            case ORDINARY, SEASONAL -> Filer.EMPLOYER;
            case POSTING_TO_CLIENT, POSTING_WITHIN_GROUP -> Filer.CLIENT;
            case POSTING_BY_AGENCY, LENDING -> Filer.USER_COMPANY;
            case HOSTED_APPRENTICE -> Filer.HOST_COMPANY;
        };
    }

    private static Prefect prefect(Facts facts) {
        if (facts.iter()) {
            return new Prefect(ITER_DEPARTMENT, Certainty.TEXT, Basis.all("C. trav. R. 5221-15-1"), List.of());
        }
        return switch (facts.livesInFrance()) {
            case UNKNOWN -> new Prefect(null, Certainty.UNVERIFIED, both(), List.of("/residence_at_filing"));
            case YES -> ofSeat(facts);
            case NO -> facts.operation().hasEmployerAbroad() ? ofHost(facts) : ofEstablishment(facts, "R. 5221-16 1°");
        };
    }

    private static List<Basis> both() {
        return Basis.all("C. trav. R. 5221-15, R. 5221-16");
    }

    /**
     * The text says the seat of the establishment, service-public F2728 (18 June 2026) that of the company. Where they could
     * differ we name the first, and are not sure.
     */
    private static Prefect ofSeat(Facts facts) {
        Prefect found = ofEstablishment(facts, "R. 5221-15");
        return facts.onlyDepartment() || found.department() == null
                ? found
                : new Prefect(found.department(), Certainty.UNVERIFIED, found.basis(), List.of("/siret"));
    }

    private static Prefect ofEstablishment(Facts facts, String article) {
        return of(facts.establishment(), article, "/siret");
    }

    private static Prefect ofHost(Facts facts) {
        if (facts.itinerant()) {
            return of(facts.workplace(), "R. 5221-16", "/workplaces");
        }
        return switch (facts.operation()) {
            case POSTING_TO_CLIENT, POSTING_WITHIN_GROUP, POSTING_BY_AGENCY -> ofEstablishment(facts, "R. 5221-16 2°");
            default -> of(facts.workplace(), "R. 5221-16", "/workplaces");
        };
    }

    private static Prefect of(@Nullable String department, String article, String asked) {
        List<Basis> basis = Basis.all("C. trav. " + article);
        return department == null
                ? new Prefect(null, Certainty.UNVERIFIED, basis, List.of(asked))
                : new Prefect(department, Certainty.TEXT, basis, List.of());
    }

    private Examiner platform(Facts facts, Prefect prefect) {
        String department = prefect.department();
        if (department == null) {
            return new Examiner(null, null, Certainty.UNVERIFIED, null);
        }
        return platforms.getOrDefault(key(department, facts.operation() == Operation.SEASONAL), List.of()).stream()
                .filter(row -> row.isForIter() == facts.iter() && row.isInForceOn(facts.day()))
                .findFirst()
                .map(row -> row.examiner(prefect.certainty()))
                .orElseGet(() -> new Examiner(null, null, Certainty.UNVERIFIED, null));
    }

    private static String key(String department, boolean seasonal) {
        return department + (seasonal ? "/seasonal" : "");
    }

    private record Row(
            String code,
            String candidate,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Certainty certainty,
            String source) {
        static Row of(Map<String, String> cells) {
            return new Row(
                    cells.getOrDefault("platform_code", UNKNOWN_PLATFORM),
                    cells.getOrDefault("unverified_candidate", ""),
                    Dated.day(cells, "valid_from"),
                    Dated.day(cells, "valid_to"),
                    Certainty.ofTable(cells.getOrDefault("certainty", "").replace(':', ' ')),
                    cells.getOrDefault("source", ""));
        }

        boolean isForIter() {
            return ITER_PLATFORM.equals(code);
        }

        boolean isInForceOn(LocalDate day) {
            return Dated.isInForce(from, to, day);
        }

        /** Never surer than whose prefect it is. */
        Examiner examiner(Certainty ofPrefect) {
            if (UNKNOWN_PLATFORM.equals(code)) {
                String likely = Optional.of(candidate)
                        .filter(one -> !one.isEmpty() && !one.startsWith(UNKNOWN_PLATFORM))
                        .orElse(null);
                return new Examiner(null, likely, Certainty.UNVERIFIED, null);
            }
            return new Examiner(
                    code,
                    null,
                    ofPrefect.mayBlock() ? certainty : Certainty.UNVERIFIED,
                    source.isEmpty() ? null : source);
        }
    }
}
