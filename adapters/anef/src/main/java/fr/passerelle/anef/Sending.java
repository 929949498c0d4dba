package fr.passerelle.anef;

import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.SubmitAnswer;
import java.util.function.Function;

/** How a request that is sent once at most went. */
sealed interface Sending {
    record Answered(PortalAnswer answer) implements Sending {}

    /** It left, at least in part, and no whole answer came. */
    record Unanswered(String reason, Exchange exchange) implements Sending {}

    record NeverLeft(Fault fault, String reason, Exchange exchange) implements Sending {}

    /** The outcome, given what a whole answer means. An answer that cannot be read means nothing. */
    default SubmitAnswer outcome(Function<PortalAnswer, SubmitAnswer> meaning) {
        return switch (this) {
            case Answered(var answer) -> meaningOf(answer, meaning);
            case Unanswered(var reason, var exchange) -> new SubmitAnswer.Unknown(reason, exchange);
            case NeverLeft(var fault, var reason, var exchange) -> new SubmitAnswer.NotSent(fault, reason, exchange);
        };
    }

    private static SubmitAnswer meaningOf(PortalAnswer answer, Function<PortalAnswer, SubmitAnswer> meaning) {
        try {
            return meaning.apply(answer);
        } catch (AnotherEmployer e) {
            return new SubmitAnswer.Unknown(e.reason(), answer.exchange().withoutBody());
        } catch (UnusableAnswer e) {
            return new SubmitAnswer.Unknown(e.reason(), answer.exchange());
        } catch (RuntimeException e) {
            return new SubmitAnswer.Unknown("unreadable answer", answer.exchange());
        }
    }
}
