package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {

    @ParameterizedTest
    @MethodSource
    void answersUnavailableWhileTheStoreIsAway(Throwable fault) {
        ApiProblem problem = Faults.problem(new IllegalStateException("wrapped", fault));

        assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(problem.content().seconds()).contains(5L);
    }

    static Stream<Throwable> answersUnavailableWhileTheStoreIsAway() {
        return Stream.of(
                new R2dbcNonTransientResourceException("closed"),
                new R2dbcTransientResourceException("too many connections"),
                new R2dbcTimeoutException("no connection in time"),
                new R2dbcRollbackException("deadlock"),
                new ConnectException("refused"));
    }

    @ParameterizedTest
    @MethodSource
    void answersInternalForFaultsOfOurs(Throwable fault) {
        assertThat(Faults.problem(fault).code()).isEqualTo(ProblemCode.INTERNAL);
    }

    static Stream<Throwable> answersInternalForFaultsOfOurs() {
        return Stream.of(
                new R2dbcBadGrammarException("no such column", "select"),
                new R2dbcDataIntegrityViolationException("duplicate key"),
                new NullPointerException(),
                new StackOverflowError());
    }
}
