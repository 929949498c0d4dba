package fr.passerelle.api.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.filed;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.requests.DeadlinesView.Item;
import fr.passerelle.api.requests.DeadlinesView.PastView;
import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.Deadline.Reading;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.FiledReceipt;
import fr.passerelle.requests.KnownDeadlines;
import fr.passerelle.requests.KnownDeadlines.Known;
import fr.passerelle.requests.Reminders;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.RequestType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlinesViewTest {
    private static final LocalDate MAY_2 = LocalDate.of(2026, 5, 2);
    private static final List<Suspension> ASKED = List.of(new Suspension(NOW, null, null));

    private static final Reminders SAID = new Reminders(List.of(), MAY_2, MAY_2.plusDays(1), false, null);

    @Test
    void saysASentenceOfEachInBothLanguages() {
        Set<String> seen = new TreeSet<>();
        for (Locale language : Sentences.LANGUAGES) {
            requests()
                    .flatMap(request -> DeadlinesView.of(request, language).items().stream())
                    .forEach(item -> {
                        seen.add(item.code());
                        assertThat(item.sentence()).contains(" ").endsWith(".").doesNotContain("{");
                        assertThat(item.basis()).isNotEmpty();
                    });
        }
        assertThat(seen)
                .containsExactly(
                        "admin_appeal",
                        "admin_appeal_silence",
                        "aee_registration_receipt",
                        "appeal_court_explicit",
                        "appeal_court_implicit",
                        "ar_electronic_ack",
                        "at_renewal_window",
                        "dat_asylum_silence_grant",
                        "dat_silence_refusal",
                        "file_by",
                        "incomplete_file_suspension",
                        "portal_inactivity_closure",
                        "reasons_answer",
                        "reasons_request");
    }

    @Test
    void tellsNoDayWhileNoneCanBeKnown() {
        AuthorisationRequest request =
                aRequest().in(filed("D-1")).trail(trail(ASKED, null)).build();

        assertThat(item(request, "dat_silence_refusal").date()).isNull();
        assertThat(item(request, "dat_silence_refusal").suspendedBy()).hasSize(1);
    }

    @Test
    void tellsTheDaysThatWereToldBefore() {
        Known told = new Known(
                "DAT_SILENCE_REFUSAL", LocalDate.of(2026, 4, 30), NOW.minusSeconds(60), List.of(), null, null);
        AuthorisationRequest request = aRequest()
                .in(filed("D-1"))
                .trail(trail(List.of(), new KnownDeadlines(List.of(told), null, null)))
                .updatedAt(NOW)
                .build();

        Item item = item(request, "dat_silence_refusal");

        assertThat(item.date()).isEqualTo(MAY_2);
        assertThat(item.history()).containsExactly(new PastView(LocalDate.of(2026, 4, 30), told.since(), NOW));
    }

    @Test
    void tellsByWhatWasMeasuredWhenToFile() {
        ReviewTime measured = new ReviewTime(20, 50, 40, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 3, 1));
        AuthorisationRequest request = aRequest()
                .trail(trail(List.of(), new KnownDeadlines(List.of(), measured, null)))
                .build();

        Item item = item(request, "file_by");

        assertThat(item.certainty()).isEqualTo(Certainty.COMPUTED);
        assertThat(item.reviewTime())
                .isEqualTo(new DeadlinesView.ReviewTimeView(
                        20, 50, 40, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 2, 28)));
        assertThat(item.readings()).extracting(Reading::name).containsExactly("p90", "p50");
    }

    private static Stream<AuthorisationRequest> requests() {
        Complement asked = new Complement(1, NOW, MAY_2, null, List.of(), null);
        return Stream.of(
                aRequest().build(),
                aRequest()
                        .in(new RequestState.OutcomeUnknown(AttemptId.next(NOW)))
                        .trail(new Trail(NOW, NOW, NOW, null, null, List.of(), null, null, Reminders.NONE, null))
                        .build(),
                aRequest().in(filed("D-1")).build(),
                aRequest()
                        .in(new RequestState.Filed(
                                new FiledReceipt(aReceipt("D-1").receipt(), FiledReceipt.Obtained.ADOPTION)))
                        .build(),
                aRequest().in(filed("D-1")).trail(trail(ASKED, null)).build(),
                forAsylumSeeker(List.of()),
                forAsylumSeeker(ASKED),
                aRequest()
                        .in(new RequestState.InformationRequested(
                                aReceipt("D-1"), asked, RequestState.InformationRequested.Answer.AWAITED))
                        .build(),
                aRequest()
                        .in(new RequestState.DeemedRefused(aReceipt("D-1"), MAY_2))
                        .build(),
                aRequest()
                        .in(new RequestState.DeemedRefused(aReceipt("D-1"), MAY_2))
                        .trail(new Trail(NOW, NOW, NOW, null, null, List.of(), null, null, SAID, null))
                        .build(),
                aRequest()
                        .in(new RequestState.Refused(aReceipt("D-1"), aRefusal()))
                        .build(),
                aRequest()
                        .in(new RequestState.Granted(aReceipt("D-1"), aGrant(), AuthorisationId.next(NOW)))
                        .build());
    }

    private static AuthorisationRequest forAsylumSeeker(List<Suspension> asked) {
        return aRequest()
                .content(typed -> typed.type(RequestType.DEMANDEUR_ASILE))
                .in(filed("D-1"))
                .trail(trail(asked, null))
                .build();
    }

    private static Trail trail(List<Suspension> asked, @Nullable KnownDeadlines told) {
        Instant then = NOW.minusSeconds(60);
        return new Trail(then, then, null, null, null, asked, null, told, Reminders.NONE, null);
    }

    private static Item item(AuthorisationRequest request, String code) {
        return DeadlinesView.of(request, Locale.FRENCH).items().stream()
                .filter(item -> item.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
