package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's table of rules is as the code, the tables and the tests are. */
class LawRulesTest {
    private static final String RENEW = "passerelle.guides.renew";
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Path GUIDE = ROOT.resolve("openapi/guides/law-rules.md");

    private final String made = new LawRules(ROOT).markdown();

    @Test
    void isAsTheCodeIs() throws IOException {
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(GUIDE, made);
        }

        assertThat(made)
                .as("renew it: ./mvnw -o -pl domain test -Dtest=LawRulesTest -D%s=true", RENEW)
                .isEqualTo(Files.readString(GUIDE));
    }

    @Test
    void leadsFromARuleToItsArticleAndItsTest() {
        assertThat(made)
                .containsPattern(
                        "\\| `SilenceRule` \\| CRPA L\\. 114-5 \\| LEGIARTI000031367402 \\|.*`SilenceRuleTest`")
                .containsPattern("\\| `SilenceRule` \\| décret n° 2014-1292 \\|.*`SilenceTest`")
                .contains("| `introduction` | `MANDATE` | C. trav. R. 5221-1 II | LEGIARTI000049999770 |")
                .doesNotContain("2021, art. C. trav.", "2021, art. not read")
                .contains("| `REASONS_ANSWER` | CRPA L. 232-4 | LEGIARTI000031367639 |");
    }
}
