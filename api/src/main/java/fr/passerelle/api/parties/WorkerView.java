package fr.passerelle.api.parties;

import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker as clients see them. Who they are is shown only to callers who may see identities. */
public record WorkerView(
        String id,
        String employerId,
        String reference,
        @Nullable NameBody name,
        @Nullable NameBody passportName,
        Worker.@Nullable Sex sex,
        @Nullable String birthDate,
        @Nullable String birthPlace,
        @Nullable String birthCountry,
        @Nullable List<String> nationalities,
        @Nullable List<WorkerBody.IdentifierBody> identifiers,
        List<WorkerBody.EmploymentBody> employments,
        @Nullable AddressBody address,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Map<String, String> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static WorkerView of(Worker worker, boolean identityShown) {
        return identityShown ? whole(worker) : withoutIdentity(worker);
    }

    private static WorkerView whole(Worker worker) {
        Worker.Profile profile = worker.profile();
        return new WorkerView(
                worker.id().text(),
                worker.employer().text(),
                worker.reference().value(),
                NameBody.of(profile.name()),
                profile.passportName() == null ? null : NameBody.of(profile.passportName()),
                profile.sex(),
                profile.birthDate().text(),
                profile.birthPlace(),
                profile.birthCountry(),
                profile.nationalities().stream().map(Nationality::code).toList(),
                profile.identifiers().stream()
                        .map(WorkerBody.IdentifierBody::of)
                        .toList(),
                employments(profile),
                AddressBody.ofNullable(profile.address()),
                profile.email(),
                profile.phone(),
                profile.metadata().isEmpty() ? null : profile.metadata(),
                worker.version(),
                worker.createdAt(),
                worker.updatedAt());
    }

    private static WorkerView withoutIdentity(Worker worker) {
        Worker.Profile profile = worker.profile();
        return new WorkerView(
                worker.id().text(),
                worker.employer().text(),
                worker.reference().value(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                employments(profile),
                null,
                null,
                null,
                profile.metadata().isEmpty() ? null : profile.metadata(),
                worker.version(),
                worker.createdAt(),
                worker.updatedAt());
    }

    private static List<WorkerBody.EmploymentBody> employments(Worker.Profile profile) {
        return profile.employments().stream().map(WorkerBody.EmploymentBody::of).toList();
    }

    @Override
    public String toString() {
        return "WorkerView[" + id + "]";
    }
}
