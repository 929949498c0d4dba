package fr.passerelle.requests;

import fr.passerelle.parties.Employer;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.Person;
import fr.passerelle.platform.Submission.Expected;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a complete request into the portal's form. */
final class Forms {
    private Forms() {}

    static FilingForm of(AuthorisationRequest request, Employer employer, Worker worker, LocalDate day) {
        RequestContent content = request.content();
        RequestContent.Terms terms = given(content.contract(), "/contract");
        return new FilingForm(
                request.platformReference(),
                given(content.establishment(), "/siret"),
                content.type().code(),
                content.renewal(),
                content.previousAuthorisation(),
                given(content.residesInFrance(), "/residence_at_filing"),
                employer.profile(),
                given(content.signatory(), "/signatory"),
                worker.profile(),
                day,
                given(content.job(), "/job"),
                new FilingForm.Contract(
                        given(terms.type(), "/contract/type"),
                        terms.reference(),
                        given(terms.start(), "/contract/start"),
                        terms.end(),
                        given(terms.weeklyHours(), "/contract/weekly_hours"),
                        given(terms.grossMonthlyPay(), "/contract/gross_monthly_pay"),
                        terms.benefitsInKind()),
                content.workplaces().stream().map(FilingForm.Workplace::new).toList(),
                content.itinerant(),
                content.offer(),
                content.housing(),
                content.counterpart());
    }

    /**
     * What a receipt must agree with to be that of the request.
     *
     * @param day on which the form was typed, which picks the same papers as the form did
     */
    static Expected expected(AuthorisationRequest request, Worker worker, @Nullable DraftNumber draft, LocalDate day) {
        return new Expected(
                draft,
                request.platformReference(),
                given(request.content().establishment(), "/siret"),
                person(worker, day));
    }

    /** The person as the platform is told of them on a day. */
    static Person person(Worker worker, LocalDate day) {
        Worker.Profile profile = worker.profile();
        ForeignerNumber number = profile.identifier(Worker.Identifier.Kind.FOREIGNER_NUMBER, day)
                .map(identifier -> ForeignerNumber.parse(identifier.number()))
                .orElse(null);
        return new Person(profile.filedName(), profile.birthDate(), number);
    }

    /** Completeness was checked before the request was queued; what is still absent here is our own fault. */
    static <T> T given(@Nullable T value, String pointer) {
        return Objects.requireNonNull(value, () -> "queued without " + pointer);
    }
}
