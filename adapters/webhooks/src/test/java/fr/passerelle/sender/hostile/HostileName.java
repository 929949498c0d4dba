package fr.passerelle.sender.hostile;

import java.util.List;

/** A name like any other, that leads to addresses which are not public. */
public record HostileName(String name, List<String> addresses, String what) {

    public static List<HostileName> all() {
        return Listed.lines("hostile-names.tsv")
                .map(line -> new HostileName(line[0], List.of(line[1].split(" ")), line[2]))
                .toList();
    }

    @Override
    public String toString() {
        return name + " (" + what + ")";
    }
}
