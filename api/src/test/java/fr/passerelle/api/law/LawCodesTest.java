package fr.passerelle.api.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's list of codes is as the code is, and each code has its sentence in both languages. */
class LawCodesTest {
    private static final String RENEW = "passerelle.guides.renew";
    private static final Path GUIDE =
            Path.of("").toAbsolutePath().resolveSibling("").resolve("openapi/guides/law-codes.md");

    @Test
    void isAsTheCodeIs() throws IOException {
        String made = new LawCodes().markdown();
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(GUIDE, made);
        }

        assertThat(made)
                .as(
                        "renew it: ./mvnw -o -pl api -am test -Dtest=LawCodesTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        RENEW)
                .isEqualTo(Files.readString(GUIDE));
    }
}
