package fr.passerelle.api.parties;

import fr.passerelle.api.http.Errors;
import fr.passerelle.parties.PersonName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's name on the wire, in and out. */
public record NameBody(
        @Nullable String familyName,
        @Nullable String usageName,
        @Nullable List<String> givenNames) {
    private static final int LONGEST = 200;
    private static final int LONGEST_GIVEN = 100;
    private static final int MOST_GIVEN = 20;

    static NameBody of(PersonName name) {
        return new NameBody(name.familyName(), name.usageName(), name.givenNames());
    }

    void check(Errors errors) {
        Rules.line(errors, "family_name", errors.required("family_name", familyName), LONGEST);
        Rules.line(errors, "usage_name", usageName, LONGEST);
        errors.required("given_names", givenNames);
        errors.atMost("given_names", MOST_GIVEN, givenNames);
        if (givenNames != null) {
            for (int i = 0; i < givenNames.size(); i++) {
                checkGiven(errors, i, givenNames.get(i));
            }
        }
    }

    private static void checkGiven(Errors errors, int index, @Nullable String given) {
        Errors here = errors.at("given_names", index);
        if (given == null || given.isBlank()) {
            here.add("required");
        } else if (given.length() > LONGEST_GIVEN || given.chars().anyMatch(Character::isISOControl)) {
            here.add("invalid_format");
        }
    }

    PersonName toName() {
        return new PersonName(Rules.given(familyName), usageName, Rules.given(givenNames));
    }

    @Override
    public String toString() {
        return "NameBody[…]";
    }
}
