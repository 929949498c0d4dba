package fr.passerelle.platform;

import fr.passerelle.parties.Address;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.Submission.Expected;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A valid form, of which a test changes what it is about. */
public final class FilingForms {
    public static final Siret ESTABLISHMENT = Siret.parse("732 829 320 00074");
    public static final Siret OTHER_ESTABLISHMENT = Siret.parse("552 100 554 00021");

    private String reference = "PSR-0001";
    private String title = "Maçon";
    private PersonName name = new PersonName("El Amrani", null, List.of("Youssef", "Ali"));
    private BirthDate birthDate = BirthDate.parse("1990-04-12");
    private @Nullable ForeignerNumber foreignerNumber = ForeignerNumber.parse("9912345678");

    private FilingForms() {}

    public static FilingForms aForm() {
        return new FilingForms();
    }

    public FilingForms reference(String changed) {
        reference = changed;
        return this;
    }

    public FilingForms title(String changed) {
        title = changed;
        return this;
    }

    public FilingForms person(PersonName changed, BirthDate born) {
        name = changed;
        birthDate = born;
        return this;
    }

    public FilingForms foreignerNumber(@Nullable ForeignerNumber changed) {
        foreignerNumber = changed;
        return this;
    }

    public FilingForm build() {
        return new FilingForm(
                reference,
                ESTABLISHMENT,
                "salarie",
                true,
                "AT-2025-1",
                true,
                employer(),
                new FilingForm.Signatory("Anne Durand", "Gérante", "anne.durand@example.org", "+33102030405"),
                worker(),
                LocalDate.of(2026, 11, 23),
                new FilingForm.Job(title, "F1703", "B2Z40", "632a", false),
                new FilingForm.Contract(
                        FilingForm.ContractType.FIXED_TERM,
                        "CT-7",
                        LocalDate.of(2027, 2, 1),
                        LocalDate.of(2027, 7, 31),
                        new BigDecimal("35"),
                        new BigDecimal("2150.5"),
                        null),
                List.of(new FilingForm.Workplace(address("Chantier du Lac", "Béthune"))),
                false,
                new FilingForm.OfferPublication(
                        "France Travail", "193XYZ", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 22), 3),
                new FilingForm.Housing(true, address("2 rue Basse", "Béthune"), true),
                null);
    }

    /** What a receipt of this form must agree with, once it is typed into a draft. */
    public Expected expected(DraftNumber draft) {
        return new Expected(draft, reference, ESTABLISHMENT, new Person(name, birthDate, foreignerNumber));
    }

    private static Employer.Profile employer() {
        return new Employer.Profile(
                Siren.parse("732 829 320"),
                "Bâtisseurs du Lac",
                Employer.Kind.COMPANY,
                "4120A",
                "1597",
                12,
                List.of(new Employer.Establishment(ESTABLISHMENT, null, address("1 quai Haut", "Béthune"))),
                false,
                Map.of());
    }

    private Worker.Profile worker() {
        Identifier passport = new Identifier(
                Identifier.Kind.PASSPORT, "AB1234567", LocalDate.of(2022, 1, 1), LocalDate.of(2032, 1, 1), "MA", null);
        Identifier permit = new Identifier(
                Identifier.Kind.RESIDENCE_PERMIT,
                "T1234567",
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2027, 1, 31),
                "FR",
                "salarié");
        List<Identifier> identifiers = foreignerNumber == null
                ? List.of(passport, permit)
                : List.of(
                        passport,
                        permit,
                        new Identifier(
                                Identifier.Kind.FOREIGNER_NUMBER, foreignerNumber.digits(), null, null, "FR", null));
        return new Worker.Profile(
                name,
                null,
                Worker.Sex.MALE,
                birthDate,
                "Fès",
                "MA",
                List.of(new Nationality("MA")),
                identifiers,
                List.of(),
                address("3 rue Haute", "Béthune"),
                "youssef@example.org",
                "+33600000000",
                Map.of());
    }

    private static Address address(String street, String city) {
        return new Address(street, "62400", city, "62119", "62", "FR");
    }
}
