package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Employment;
import fr.passerelle.parties.Worker.Identifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker from Côte d'Ivoire with a passport, a foreigner number and one employment. */
public final class WorkerBuilder {
    private WorkerId id = WorkerId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private EmployerId employer = EmployerId.next(Examples.NOW);
    private ClientReference reference = References.next("worker");
    private PersonName name = new PersonName("Kouamé", null, List.of("Aïcha", "Marie"));
    private @Nullable PersonName passportName;
    private BirthDate birthDate = new BirthDate(1990, 4, 12);
    private Nationality nationality = new Nationality("CI");
    private List<Identifier> identifiers = List.of(
            identifier(Identifier.Kind.PASSPORT, "19AB12345", LocalDate.of(2022, 6, 1), LocalDate.of(2032, 5, 31)),
            identifier(Identifier.Kind.FOREIGNER_NUMBER, "9912345678", null, null));
    private long version = 1;
    private Instant createdAt = Examples.NOW;
    private Instant updatedAt = Examples.NOW;

    WorkerBuilder() {}

    public static Identifier identifier(
            Identifier.Kind kind, String number, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new Identifier(kind, number, from, to, "CI", null);
    }

    public WorkerBuilder id(WorkerId identity) {
        id = identity;
        return this;
    }

    public WorkerBuilder of(Employer employing) {
        tenant = employing.tenant();
        employer = employing.id();
        return this;
    }

    public WorkerBuilder referredToAs(String text) {
        reference = new ClientReference(text);
        return this;
    }

    public WorkerBuilder named(String familyName, String... givenNames) {
        name = new PersonName(familyName, null, List.of(givenNames));
        return this;
    }

    public WorkerBuilder spelledInPassport(String familyName, String... givenNames) {
        passportName = new PersonName(familyName, null, List.of(givenNames));
        return this;
    }

    public WorkerBuilder born(String date) {
        birthDate = BirthDate.parse(date);
        return this;
    }

    public WorkerBuilder nationality(String code) {
        nationality = new Nationality(code);
        return this;
    }

    public WorkerBuilder without(Identifier.Kind kind) {
        identifiers = identifiers.stream().filter(i -> i.kind() != kind).toList();
        return this;
    }

    public WorkerBuilder withOnly(Identifier... papers) {
        identifiers = List.of(papers);
        return this;
    }

    public WorkerBuilder with(Identifier paper) {
        List<Identifier> all = new ArrayList<>(identifiers);
        all.add(paper);
        identifiers = all;
        return this;
    }

    public WorkerBuilder version(long count) {
        version = count;
        return this;
    }

    public WorkerBuilder createdAt(Instant instant) {
        createdAt = instant;
        updatedAt = instant;
        return this;
    }

    public WorkerBuilder updatedAt(Instant instant) {
        updatedAt = instant;
        return this;
    }

    public Worker.Profile profile() {
        return new Worker.Profile(
                name,
                passportName,
                Worker.Sex.FEMALE,
                birthDate,
                "Bouaké",
                "CI",
                List.of(nationality),
                identifiers,
                List.of(new Employment("contract-1", Examples.SIRET, LocalDate.of(2026, 5, 4), null)),
                Examples.ADDRESS,
                "aicha@example.org",
                "+33600000000",
                Map.of("team", "kitchen"));
    }

    public Worker build() {
        return new Worker(id, tenant, employer, reference, profile(), version, createdAt, updatedAt);
    }
}
