package fr.passerelle.simulator;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to look for among files; absent members do not narrow. Names are compared without accents or case. */
record FileSearch(
        Optional<String> siret, Optional<String> reference, Optional<String> familyName, Optional<String> birthDate) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    boolean finds(Form form) {
        return siret.map(form.siret()::equals).orElse(true)
                && reference.map(text -> text.equals(form.reference())).orElse(true)
                && familyName
                        .map(name -> isSameName(name, form.person().familyName()))
                        .orElse(true)
                && birthDate.map(form.person().birthDate()::equals).orElse(true);
    }

    private static boolean isSameName(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        String apart = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "FileSearch[…]";
    }
}
