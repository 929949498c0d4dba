package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aWorker;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Answer.Reason;
import fr.passerelle.law.right.Answer.Start;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.PlatformFile.Decision;
import fr.passerelle.requests.MayStart.Verdict;
import fr.passerelle.testing.ContentBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R5221-3")
class MayStartTest {
    private static final LocalDate START = LocalDate.of(2026, 5, 4);
    private static final LocalDate END = LocalDate.of(2027, 5, 3);

    private final MayStart rules = new MayStart(LawTables.shipped());

    @ParameterizedTest
    @CsvSource({
        "salarié, PERMANENT, YES, AUTHORISED",
        "salarié, FIXED_TERM, NO, CHANGE_OF_STATUS_FIRST",
        "travailleur temporaire, FIXED_TERM, YES, AUTHORISED",
        "Travailleur temporaire, PERMANENT, NO, CHANGE_OF_STATUS_FIRST",
        "travailleur saisonnier, FIXED_TERM, NO, CHANGE_OF_STATUS_FORBIDDEN",
        "visiteur, PERMANENT, NO, TITLE_GIVES_NO_RIGHT",
        "inconnue, PERMANENT, UNKNOWN, FACTS_MISSING"
    })
    void followsThePermitAndTheContract(String mention, ContractType contract, Start start, Reason reason) {
        Verdict found = verdict(holding("MA", permit(mention, END)), content -> content.contract(contract));

        assertThat(found).isEqualTo(new Verdict(start, reason));
    }

    @Test
    void neverSaysYesUnderTheAlgerianAgreement() {
        assertThat(verdict(holding("DZ", permit("salarié", END)), permanent()).start())
                .isEqualTo(Start.UNKNOWN);
    }

    @Test
    void neverSaysYesOfAPermitWhoseEndIsNotKnown() {
        assertThat(verdict(holding("MA", permit("salarié", null)), permanent()).start())
                .isEqualTo(Start.UNKNOWN);
    }

    @Test
    void neverSaysYesWhereThePersonLivesIsNotKnown() {
        assertThat(verdict(
                                holding("MA", permit("salarié", END)),
                                content -> permanent().apply(content).residingInFrance(null))
                        .start())
                .isEqualTo(Start.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"2027-05-02T12:00:00Z, YES", "2027-05-03T21:59:59Z, YES", "2027-05-03T22:00:00Z, NO"})
    void endsWithTheAuthorisation(Instant now, Start start) {
        AuthorisationRequest request = granted(aGrant(), content -> content.contract(ContractType.FIXED_TERM));

        assertThat(rules.of(request, holding("MA", permit("travailleur temporaire", END.plusYears(1))), now))
                .map(Verdict::start)
                .contains(start);
    }

    @Test
    void doesNotBeginBeforeTheAuthorisation() {
        Decision later = new Decision(true, LocalDate.of(2026, 4, 1), "AT-1", START.plusDays(1), END, null, null, null);

        assertThat(rules.of(granted(later, permanent()), holding("MA", permit("salarié", END)), NOW))
                .contains(new Verdict(Start.NO, Reason.NOT_YET));
    }

    @Test
    void looksAtThePermitOnTheFirstDayOfTheContract() {
        Worker worker = holding("MA", permit("salarié", START.minusDays(1)));

        assertThat(verdict(worker, permanent()).start()).isNotEqualTo(Start.YES);
    }

    @Test
    void asksOfAnAsylumSeekerWhetherTheClaimIsDecided() {
        Identifier certificate = new Identifier(
                Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE, "75-1", LocalDate.of(2025, 1, 1), END, "FR", null);

        assertThat(verdict(holding("AF", certificate), permanent())).isEqualTo(unknown());
    }

    @Test
    void saysNothingWhereNothingIsGranted() {
        AuthorisationRequest refused = aRequest()
                .in(new RequestState.Refused(aReceipt("D-1"), aRefusal()))
                .build();

        assertThat(rules.of(refused, aWorker().build(), NOW)).isEmpty();
        assertThat(rules.of(aRequest().build(), aWorker().build(), NOW)).isEmpty();
    }

    @Test
    void saysUnknownOfAPersonWeDoNotKnow() {
        assertThat(rules.of(granted(aGrant(), permanent()), null, NOW)).contains(unknown());
    }

    private static Verdict unknown() {
        return new Verdict(Start.UNKNOWN, Reason.FACTS_MISSING);
    }

    private Verdict verdict(Worker worker, UnaryOperator<ContentBuilder> content) {
        return rules.of(granted(aGrant(), content), worker, NOW).orElseThrow();
    }

    private static AuthorisationRequest granted(Decision decision, UnaryOperator<ContentBuilder> content) {
        return aRequest()
                .content(content)
                .in(new RequestState.Granted(aReceipt("D-1"), decision, AuthorisationId.next(NOW)))
                .build();
    }

    private static UnaryOperator<ContentBuilder> permanent() {
        return content -> content.contract(ContractType.PERMANENT);
    }

    private static Worker holding(String nationality, Identifier paper) {
        return aWorker().nationality(nationality).withOnly(paper).build();
    }

    private static Identifier permit(String mention, @Nullable LocalDate validTo) {
        return new Identifier(
                Identifier.Kind.RESIDENCE_PERMIT, "9912345678", LocalDate.of(2025, 5, 1), validTo, "FR", mention);
    }
}
