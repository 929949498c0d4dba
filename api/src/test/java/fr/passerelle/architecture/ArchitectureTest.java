package fr.passerelle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import fr.passerelle.files.PdfInspection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

class ArchitectureTest {
    private static final String[] DOMAIN = {
        "fr.passerelle.ids..",
        "fr.passerelle.parties..",
        "fr.passerelle.documents..",
        "fr.passerelle.law..",
        "fr.passerelle.platform..",
        "fr.passerelle.requests..",
        "fr.passerelle.tasks..",
        "fr.passerelle.work..",
        "fr.passerelle.journal..",
        "fr.passerelle.webhooks.."
    };
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/simulator/"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("fr.passerelle");

    private static final ArchRule PLAIN_DOMAIN = noClasses()
            .that()
            .resideInAnyPackage(with(DOMAIN, "fr.passerelle.architecture.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "tools.jackson..",
                    "com.fasterxml..",
                    "io.r2dbc..",
                    "io.netty..",
                    "java.sql..");

    private static final ArchRule RULES_WITHOUT_REACTOR = noClasses()
            .that()
            .resideInAnyPackage("fr.passerelle.law..", "fr.passerelle.ids..", "fr.passerelle.architecture..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("reactor..");

    private static final ArchRule DOMAIN_KNOWS_NO_ADAPTER = noClasses()
            .that()
            .resideInAnyPackage(with(DOMAIN, "fr.passerelle.architecture.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fr.passerelle.persistence..",
                    "fr.passerelle.anef..",
                    "fr.passerelle.files..",
                    "fr.passerelle.workers..",
                    "fr.passerelle.sender..",
                    "fr.passerelle.api..");

    private static final ArchRule SUBSCRIBED_BY_WORKERS_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("fr.passerelle.workers..")
            .should()
            .callMethodWhere(Predicates.target(HasName.Predicates.name("subscribe"))
                    .and(Predicates.target(HasOwner.Predicates.With.owner(
                            DescribedPredicate.describe("of Mono", owner -> owner.isAssignableTo(Mono.class))))));

    private static final ArchRule TIME_IS_INJECTED = noClasses()
            .that()
            .resideInAnyPackage(with(DOMAIN, "fr.passerelle.architecture.."))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @Test
    void keepsFrameworksOutOfTheDomain() {
        PLAIN_DOMAIN.check(HOUSE);

        assertThat(breaks(PLAIN_DOMAIN, KnowsSpring.class)).isTrue();
    }

    @Test
    void keepsReactorOutOfTheRules() {
        RULES_WITHOUT_REACTOR.check(HOUSE);

        assertThat(breaks(RULES_WITHOUT_REACTOR, Subscribes.class)).isTrue();
    }

    @Test
    void letsNoArrowRunFromTheDomainToAnAdapter() {
        DOMAIN_KNOWS_NO_ADAPTER.check(HOUSE);

        assertThat(breaks(DOMAIN_KNOWS_NO_ADAPTER, KnowsAnAdapter.class)).isTrue();
    }

    @Test
    void letsAdaptersKnowNothingOfEachOther() {
        ArchRule apart = slices().matching("fr.passerelle.(persistence|anef|files|workers|sender)..")
                .should()
                .notDependOnEachOther();

        apart.check(HOUSE);

        ArchRule planted = slices().matching("fr.passerelle.(architecture|files)..")
                .should()
                .notDependOnEachOther();
        assertThat(planted.evaluate(new ClassFileImporter()
                                .importPackages("fr.passerelle.architecture", "fr.passerelle.files"))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void drawsNoCircleBetweenThePackagesOfTheDomain() {
        slices().matching("fr.passerelle.(ids|parties|documents|law|platform|requests|tasks|work|journal|webhooks)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void subscribesInTheWorkersAlone() {
        SUBSCRIBED_BY_WORKERS_ALONE.check(HOUSE);

        assertThat(breaks(SUBSCRIBED_BY_WORKERS_ALONE, Subscribes.class)).isTrue();
    }

    @Test
    void readsNoClockInTheDomain() {
        TIME_IS_INJECTED.check(HOUSE);

        assertThat(breaks(TIME_IS_INJECTED, ReadsTheClock.class)).isTrue();
    }

    private static boolean breaks(ArchRule rule, Class<?> planted) {
        return rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation();
    }

    private static String[] with(String[] packages, String planted) {
        String[] all = Arrays.copyOf(packages, packages.length + 1);
        all[packages.length] = planted;
        return all;
    }

    static final class KnowsSpring {
        HttpStatus status() {
            return HttpStatus.OK;
        }
    }

    static final class KnowsAnAdapter {
        Object inspection() {
            return new PdfInspection();
        }
    }

    static final class Subscribes {
        void go(Mono<String> work) {
            work.subscribe();
        }
    }

    static final class ReadsTheClock {
        Instant now() {
            return Instant.now();
        }
    }
}
