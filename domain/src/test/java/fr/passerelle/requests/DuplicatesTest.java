package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.filed;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.Duplicates.Duplicate;
import fr.passerelle.testing.Examples;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DuplicatesTest {
    private static final LocalDate MAY_4 = LocalDate.of(2026, 5, 4);

    @Test
    void seesTheSameContractByItsReference() {
        AuthorisationRequest original = contract("C-1", MAY_4, null);
        AuthorisationRequest candidate = contract("C-1", MAY_4.plusYears(1), null);

        assertThat(duplicateOf(candidate, original)).contains(new Duplicate(original, true));
    }

    @Test
    void seesTheSameContractByItsTypeAndStart() {
        AuthorisationRequest original = contract("C-1", MAY_4, null);
        AuthorisationRequest candidate = contract("C-2", MAY_4, null);

        assertThat(duplicateOf(candidate, original)).contains(new Duplicate(original, true));
    }

    @Test
    void isNotCertainOfAnotherTypeWithTheSameStart() {
        AuthorisationRequest original = contract("C-1", MAY_4, null);
        AuthorisationRequest candidate = aRequest()
                .content(typed -> typed.type(RequestType.ALTERNANCE).starting(MAY_4))
                .build();

        assertThat(duplicateOf(candidate, original)).contains(new Duplicate(original, false));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-05-03, false",
        "2026-01-01, 2026-05-04, true",
        "2026-05-05,, true",
        "2026-09-30, 2026-12-31, true",
        "2026-10-01, 2026-12-31, false",
        "2026-01-01,, true"
    })
    void suspectsContractsWhoseDatesOverlap(LocalDate start, @Nullable LocalDate end, boolean suspected) {
        AuthorisationRequest original = contract("C-1", MAY_4, LocalDate.of(2026, 9, 30));
        AuthorisationRequest candidate = contract("C-2", start, end);

        assertThat(duplicateOf(candidate, original).map(Duplicate::certain))
                .isEqualTo(suspected ? Optional.of(false) : Optional.empty());
        assertThat(duplicateOf(original, candidate).map(Duplicate::certain))
                .isEqualTo(suspected ? Optional.of(false) : Optional.empty());
    }

    @Test
    void suspectsNothingWithoutAStart() {
        AuthorisationRequest original =
                aRequest().content(typed -> typed.withoutContract()).build();
        AuthorisationRequest candidate =
                aRequest().content(typed -> typed.withoutContract()).build();

        assertThat(duplicateOf(candidate, original)).isEmpty();
        assertThat(duplicateOf(contract("C-1", MAY_4, null), original)).isEmpty();
        assertThat(duplicateOf(candidate, contract("C-1", MAY_4, null))).isEmpty();
    }

    @Test
    void prefersACertainDuplicateToAPossibleOne() {
        AuthorisationRequest overlapping = contract("C-1", MAY_4.minusDays(1), null);
        AuthorisationRequest same = contract("C-2", MAY_4, null);

        assertThat(duplicateOf(contract("C-3", MAY_4, null), overlapping, same)).contains(new Duplicate(same, true));
    }

    @Test
    void takesNoRequestForItsOwnDuplicate() {
        AuthorisationRequest request = contract("C-1", MAY_4, null);

        assertThat(duplicateOf(request, request)).isEmpty();
    }

    @Test
    void believesAPersonWhoOverrides() {
        AuthorisationRequest original = contract("C-1", MAY_4, null);
        AuthorisationRequest candidate =
                aRequest().starting(MAY_4).overridingDuplicates().build();

        assertThat(duplicateOf(candidate, original)).isEmpty();
    }

    @Test
    void leavesOutTheUnsentRequestThatIsSupersededAndNoOther() {
        AuthorisationRequest original = contract("C-1", MAY_4, null);
        AuthorisationRequest third = contract("C-2", MAY_4, null);
        AuthorisationRequest candidate =
                aRequest().starting(MAY_4).superseding(original).build();

        assertThat(duplicateOf(candidate, original)).isEmpty();
        assertThat(duplicateOf(candidate, original, third)).contains(new Duplicate(third, true));
    }

    @ParameterizedTest
    @MethodSource("live")
    void doesNotSupersedeWhatMayBeOnThePlatform(RequestState state) {
        AuthorisationRequest original = aRequest().starting(MAY_4).in(state).build();
        AuthorisationRequest candidate =
                aRequest().starting(MAY_4).superseding(original).build();

        assertThat(duplicateOf(candidate, original).isPresent()).isEqualTo(!state.isEditable());
    }

    static Stream<RequestState> live() {
        return Stream.of(
                new RequestState.Draft(),
                new RequestState.Queued(),
                new RequestState.Filing(AttemptId.next(Examples.NOW)),
                new RequestState.OutcomeUnknown(AttemptId.next(Examples.NOW)),
                new RequestState.NotAccepted(new Rejection("FORM", "Refusé", List.of())),
                filed("D-1"),
                new RequestState.UnderReview(aReceipt("D-1")));
    }

    @ParameterizedTest
    @MethodSource("live")
    void countsRequestsThatAreLive(RequestState state) {
        AuthorisationRequest original = aRequest().starting(MAY_4).in(state).build();

        assertThat(duplicateOf(contract("C-1", MAY_4, null), original)).contains(new Duplicate(original, true));
    }

    static Stream<RequestState> ended() {
        return Stream.of(
                new RequestState.Withdrawn("no longer hired"),
                new RequestState.Granted(aReceipt("D-1"), aGrant(), AuthorisationId.next(Examples.NOW)),
                new RequestState.Refused(aReceipt("D-1"), aRefusal()),
                new RequestState.DeemedRefused(aReceipt("D-1"), MAY_4),
                new RequestState.DeemedGranted(aReceipt("D-1"), MAY_4),
                new RequestState.ClosedByPlatform(aReceipt("D-1"), "Clôturée", null));
    }

    @ParameterizedTest
    @MethodSource("ended")
    void forgetsRequestsThatHaveEnded(RequestState state) {
        AuthorisationRequest original = aRequest().starting(MAY_4).in(state).build();

        assertThat(duplicateOf(contract("C-1", MAY_4, null), original)).isEmpty();
    }

    private static Optional<Duplicate> duplicateOf(AuthorisationRequest candidate, AuthorisationRequest... others) {
        return Duplicates.of(candidate, List.of(others));
    }

    private static AuthorisationRequest contract(String reference, LocalDate start, @Nullable LocalDate end) {
        return aRequest()
                .content(typed ->
                        typed.contractReference(reference).starting(start).ending(end))
                .build();
    }
}
