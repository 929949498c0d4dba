package fr.passerelle.api.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.Situation.WaitingFor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestViewTest {
    @Test
    void saysHowItIsFiledFromTheSubmissionOn() {
        Rejection rejection = new Rejection("DEPOT_REJETE", "Non.", List.of());

        assertThat(filingMode(new RequestState.Draft(), null)).isNull();
        assertThat(filingMode(new RequestState.Withdrawn("no"), null)).isNull();
        assertThat(filingMode(new RequestState.Queued(), NOW)).isEqualTo("queued");
        assertThat(filingMode(new RequestState.Filed(aReceipt("D-1")), NOW)).isEqualTo("direct");
        assertThat(filingMode(new RequestState.NotAccepted(rejection), NOW)).isEqualTo("direct");
    }

    @Test
    void givesBackTheWarningsThatWereAcknowledged() {
        AuthorisationRequest request = aRequest()
                .acknowledging("start_in_the_past", "birth_date_partial")
                .build();

        assertThat(view(request, true, Locale.ENGLISH).acknowledgedWarnings())
                .containsExactly("birth_date_partial", "start_in_the_past");
        assertThat(view(aRequest().build(), true, Locale.ENGLISH).acknowledgedWarnings())
                .isNull();
    }

    @Test
    void asksForAnAccountWithoutWhichNothingGoesOn() {
        AuthorisationRequest queued = aRequest().queued().build();

        for (Locale language : Sentences.LANGUAGES) {
            RequestView view = view(queued, false, language);
            assertThat(view.waitingFor()).isEqualTo(WaitingFor.EMPLOYER);
            assertThat(view.sentence())
                    .contains(" ")
                    .isNotEqualTo(view(queued, true, language).sentence());
        }
    }

    private static @Nullable String filingMode(RequestState state, @Nullable Instant receivedAt) {
        return view(aRequest().in(state).receivedAt(receivedAt).build(), true, Locale.ENGLISH)
                .filingMode();
    }

    private static RequestView view(AuthorisationRequest request, boolean isLinked, Locale language) {
        return RequestView.of(
                new RequestView.Sources(request, anEmployer().build(), null, List.of(), isLinked, null, null, null),
                language,
                NOW);
    }
}
