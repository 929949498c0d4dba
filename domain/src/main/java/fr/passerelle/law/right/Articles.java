package fr.passerelle.law.right;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the numbers of articles out of a list as one writes it: {@code L. 423-10 to -12, L. 423-16, -17}. */
final class Articles {
    private static final Pattern NUMBER = Pattern.compile("(to )?(?:[LR]\\. )?(\\d{3})?-(\\d+)(-\\d+)?(?![0-9A-Z])");

    private Articles() {}

    static Set<String> in(String list) {
        Set<String> found = new HashSet<>();
        Matcher number = NUMBER.matcher(list);
        String chapter = "";
        int last = 0;
        while (number.find()) {
            chapter = number.group(2) == null ? chapter : number.group(2);
            int article = Integer.parseInt(number.group(3));
            int first = number.group(1) == null ? article : last + 1;
            for (int each = first; each <= article; each++) {
                found.add(chapter + "-" + each + (number.group(4) == null ? "" : number.group(4)));
            }
            last = article;
        }
        return found;
    }
}
