package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.ids.TenantId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(new HttpProperties.Rate(6, 3, Duration.ofMinutes(1)), nanos::get);
    private final TenantId tenant = TenantId.next(Instant.EPOCH);

    @Test
    void saysWhatIsLeft() {
        HttpHeaders answer = new HttpHeaders();

        limits.take(tenant, answer);

        assertThat(answer.getFirst("RateLimit-Policy")).isEqualTo("\"burst\";q=6;w=60");
        assertThat(answer.getFirst("RateLimit")).isEqualTo("\"burst\";r=5;t=10");
        assertThat(limits.of(tenant)).containsExactly(new RateLimits.Policy("burst", 6, Duration.ofMinutes(1), 5));
    }

    @Test
    void refusesBeyondTheQuotaAndSaysWhenToComeBack() {
        use(6);
        HttpHeaders answer = new HttpHeaders();

        assertThatThrownBy(() -> limits.take(tenant, answer)).isInstanceOfSatisfying(ApiProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
            assertThat(problem.content().seconds()).contains(10L);
        });
        assertThat(answer.getFirst("RateLimit")).isEqualTo("\"burst\";r=0;t=60");
    }

    @Test
    void admitsAgainOnceTimeHasPassed() {
        use(6);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        use(1);

        assertThat(limits.of(tenant)).extracting(RateLimits.Policy::remaining).containsExactly(0);
    }

    @Test
    void keepsTenantsApart() {
        use(6);

        limits.take(TenantId.next(Instant.EPOCH), new HttpHeaders());

        assertThat(limits.of(tenant)).extracting(RateLimits.Policy::remaining).containsExactly(0);
    }

    @Test
    void stopsAnAddressThatKeepsFailing() {
        InetSocketAddress hostile = new InetSocketAddress("192.0.2.7", 1);
        for (int i = 0; i < 3; i++) {
            limits.admit(hostile);
            limits.countFailure(hostile);
        }

        assertThatThrownBy(() -> limits.admit(new InetSocketAddress("192.0.2.7", 2)))
                .isInstanceOf(ApiProblem.class);
        limits.admit(new InetSocketAddress("192.0.2.8", 1));
    }

    @Test
    void countsANetworkOfIpv6AsOneAddress() {
        for (int i = 1; i <= 3; i++) {
            limits.countFailure(new InetSocketAddress("2001:db8:1:2::" + i, 1));
        }

        assertThatThrownBy(() -> limits.admit(new InetSocketAddress("2001:db8:1:2:ffff::9", 1)))
                .isInstanceOf(ApiProblem.class);
        limits.admit(new InetSocketAddress("2001:db8:1:3::1", 1));
    }

    private void use(int calls) {
        for (int i = 0; i < calls; i++) {
            limits.take(tenant, new HttpHeaders());
        }
    }
}
