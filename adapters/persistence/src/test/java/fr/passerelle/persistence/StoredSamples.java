package fr.passerelle.persistence;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.RequestId;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.parties.Address;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import fr.passerelle.permits.AlertSettings;
import fr.passerelle.permits.Permit;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.platform.PlatformFile.Decision;
import fr.passerelle.platform.Receipt;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.AsylumClaim;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest.Seen;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.requests.FiledReceipt;
import fr.passerelle.requests.GivenAuthorisation;
import fr.passerelle.requests.KnownDeadlines;
import fr.passerelle.requests.Reminders;
import fr.passerelle.requests.RequestContent;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.requests.RequestType;
import fr.passerelle.requests.Timers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** One of each thing that is stored as JSON, nothing absent, beside the file of its name in {@code stored/}. */
final class StoredSamples {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final LocalDate ON = LocalDate.of(2026, 4, 1);
    private static final UUID ID = UUID.fromString("0195565e-6b80-7000-8000-000000000001");
    private static final Address ADDRESS = new Address("12 rue des Lilas", "69003", "Lyon", "69383", "69", "FR");
    private static final Siret SIRET = new Siret("73282932000074");
    private static final Rejection REJECTION =
            new Rejection("FORM", "Le formulaire est refusé", List.of(new Rejection.FieldError("siret", "invalide")));
    private static final FiledReceipt RECEIPT = new FiledReceipt(
            new Receipt(new DepositNumber("D-1"), new DraftNumber("B-1"), AT, "le 02/03/2026 à 10h00", "Béthune", ON),
            FiledReceipt.Obtained.RECONCILIATION);
    private static final Decision DECISION =
            new Decision(true, ON, "AT-1", ON, ON.plusYears(1), "Cuisinier", "France métropolitaine", "aucune");
    private static final Complement COMPLEMENT = new Complement(
            1, AT, ON, "Merci de joindre", List.of(new Complement.Piece("diploma", "Diplôme")), AT.plusSeconds(60));

    private static final Permit.Paper PAPER =
            new Permit.Paper(Facts.Paper.Kind.RENEWAL_RECEIPT, "R-1", ON, ON.plusMonths(6), true);

    private StoredSamples() {}

    /** A thing and the name of its file. */
    record Sample(String name, Object value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<RequestState> states() {
        return List.of(
                new RequestState.Draft(),
                new RequestState.Queued(),
                new RequestState.Filing(new AttemptId(ID)),
                new RequestState.OutcomeUnknown(new AttemptId(ID)),
                new RequestState.NotAccepted(REJECTION),
                new RequestState.Withdrawn("le poste est supprimé"),
                new RequestState.Filed(RECEIPT),
                new RequestState.UnderReview(RECEIPT),
                new RequestState.InformationRequested(RECEIPT, COMPLEMENT, Answer.OUTCOME_UNKNOWN),
                new RequestState.Granted(RECEIPT, DECISION, new AuthorisationId(ID)),
                new RequestState.Refused(RECEIPT, DECISION),
                new RequestState.DeemedRefused(RECEIPT, ON),
                new RequestState.DeemedGranted(RECEIPT, ON),
                new RequestState.ClosedByPlatform(RECEIPT, "Clôturée", AT));
    }

    static Stream<Sample> all() {
        return Stream.concat(
                states().stream().map(state -> new Sample("state-" + state.code(), state)),
                Stream.of(
                        new Sample("content", content()),
                        new Sample("wishes", wishes()),
                        new Sample(
                                "trail",
                                new Trail(
                                        AT,
                                        AT,
                                        AT,
                                        AT,
                                        AT,
                                        List.of(new Suspension(AT, AT.plusSeconds(1), ON)),
                                        new GivenAuthorisation(new AuthorisationId(ID), 2, AT),
                                        new KnownDeadlines(
                                                List.of(new KnownDeadlines.Known(
                                                        "FILE_BY",
                                                        ON,
                                                        AT,
                                                        List.of(new KnownDeadlines.Past(ON.minusDays(1), AT, AT)),
                                                        AT,
                                                        AT)),
                                                new ReviewTime(20, 50, 40, ON.minusDays(180), ON),
                                                7L),
                                        new Reminders(
                                                List.of(new Reminders.Told(Timers.Code.INACTIVE, ON)),
                                                ON,
                                                ON,
                                                true,
                                                ON),
                                        new AsylumClaim(ON, ON))),
                        new Sample("seen", new Seen("Déposée", AT, AT, true)),
                        new Sample("rejection", REJECTION),
                        new Sample("looks", new Attempt.Looks(2, AT, AT, AT, new DepositNumber("D-1"))),
                        new Sample("employer-profile", employer()),
                        new Sample("worker-profile", worker()),
                        new Sample("permit-given", permit()),
                        new Sample("permit-added", added()),
                        new Sample(
                                "alert-settings",
                                new AlertSettings(
                                        20,
                                        10,
                                        new TreeSet<>(Set.of(45, 30)),
                                        new TreeSet<>(Set.of(14)),
                                        new TreeSet<>(Set.of(60)),
                                        5,
                                        AlertSettings.Digest.WEEKLY))));
    }

    private static RequestContent content() {
        return new RequestContent(
                RequestType.SALARIE,
                true,
                true,
                "AT-0",
                SIRET,
                new FilingForm.Signatory("Anne Martin", "DRH", "anne@example.org", "+33400000000"),
                new FilingForm.Job("Cuisinier", "G1602", "S1Z40", "636d", true),
                new RequestContent.Terms(
                        FilingForm.ContractType.FIXED_TERM,
                        "C-1",
                        ON,
                        ON.plusYears(1),
                        new BigDecimal("35.00"),
                        new BigDecimal("2100.50"),
                        "repas"),
                List.of(ADDRESS),
                true,
                new FilingForm.OfferPublication("France Travail", "O-1", ON.minusDays(30), ON.minusDays(9), 3),
                new FilingForm.Housing(true, ADDRESS, true),
                new FilingForm.Counterpart(FilingForm.Counterpart.Role.USER_COMPANY, "Cliente SA", SIRET, "FR"),
                new RequestContent.Circumstances(true, ON.minusMonths(8), true, false, false, true));
    }

    private static Wishes wishes() {
        return new Wishes(
                true,
                "user-1",
                "user-2",
                Set.of("warning_a"),
                new RequestId(ID),
                new Wishes.NoDuplicate("un second contrat", "user-3"));
    }

    private static Employer.Profile employer() {
        return new Employer.Profile(
                new Siren("732829320"),
                "Les Lilas SAS",
                Employer.Kind.COMPANY,
                "56.10A",
                "1979",
                12,
                List.of(new Employer.Establishment(SIRET, "Siège", ADDRESS)),
                true,
                Map.of("hr_id", "7"));
    }

    private static Worker.Profile worker() {
        return new Worker.Profile(
                new PersonName("Nguyễn", "Martin", List.of("Thị Hương", "Anne")),
                new PersonName("NGUYEN", "MARTIN", List.of("THI HUONG")),
                Worker.Sex.FEMALE,
                BirthDate.parse("1990-04-12"),
                "Huế",
                "VN",
                List.of(new Nationality("VN"), new Nationality("XXB")),
                List.of(new Worker.Identifier(
                        Worker.Identifier.Kind.RESIDENCE_PERMIT, "N123", ON, ON.plusYears(1), "FR", "salarié")),
                List.of(new Worker.Employment("C-1", SIRET, ON, ON.plusYears(1))),
                ADDRESS,
                "huong@example.org",
                "+33600000000",
                Map.of("team", "kitchen"));
    }

    private static Permit.Given permit() {
        return new Permit.Given(
                new ClientReference("sal-1"),
                "VN",
                LocalDate.of(1990, 4, 12),
                ON.minusYears(5),
                new Permit.Title(
                        "SALARIE_CST", "carte de séjour", "salarié", "9912345678", ON, ON.plusYears(1), ON, "69", true),
                List.of(PAPER),
                new Permit.Renewal(ON),
                new Permit.Employment(
                        "C-1", SIRET, Facts.Contract.Kind.FIXED_TERM, ON, ON.plusYears(1), 900, true, "69"),
                new Permit.Authorisation("AT-1", ContractKind.FIXED_TERM, "salarie", ON, ON.plusYears(1)),
                Map.of("team", "kitchen"));
    }

    private static Permit.Added added() {
        return new Permit.Added(
                List.of(new Permit.AddedPaper(PAPER, "user-1", AT)),
                new Permit.AddedRenewal(new Permit.Renewal(ON), "user-2", AT));
    }
}
