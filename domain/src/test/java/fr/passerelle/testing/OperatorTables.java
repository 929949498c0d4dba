package fr.passerelle.testing;

import fr.passerelle.law.LawTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Tables of the law as an operator gives them. */
public final class OperatorTables {
    private static final String LISTS =
            "list_id,text,nor,territory,region_codes,published,valid_from,valid_to,table_in_pack,source\n";
    private static final String OCCUPATIONS =
            "fap_code,fap_label,fap_version_note,region_code,region,valid_from,valid_to,list_id,certainty,source\n";

    private OperatorTables() {}

    /** One list, complete, in force since 2025-05-23, that names one family in one region. */
    public static LawTables withCompleteList(Path folder, String region, String fap) throws IOException {
        write(folder, "shortage-lists", LISTS + list("L1", region, "2025-05-23", ""));
        write(folder, "shortage-occupations", OCCUPATIONS + occupation("L1", region, fap, "TEXT"));
        return LawTables.with(folder);
    }

    /** A list that ends, and one of the day after it that names another family. */
    public static LawTables withNewList(Path folder, String region, String before, String after) throws IOException {
        write(
                folder,
                "shortage-lists",
                LISTS + list("L1", region, "2025-05-23", "2027-05-31") + list("L2", region, "2027-06-01", ""));
        write(
                folder,
                "shortage-occupations",
                OCCUPATIONS + occupation("L1", region, before, "TEXT") + occupation("L2", region, after, "SOURCED"));
        return LawTables.with(folder);
    }

    /** The shipped table with rows after it. */
    public static LawTables appending(Path folder, String name, String rows) throws IOException {
        write(folder, name, shipped(name).stripTrailing() + "\n" + rows);
        return LawTables.with(folder);
    }

    public static void write(Path folder, String name, String content) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), content);
    }

    private static String shipped(String name) throws IOException {
        try (var file = LawTables.class.getResourceAsStream(name + ".csv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String list(String id, String region, String from, String to) {
        return "%s,Arrêté de l'opérateur,,metropole,%s,%s,%s,%s,complete,https://example.org/JORFTEXT000051643488\n"
                .formatted(id, region, from, from, to);
    }

    private static String occupation(String list, String region, String fap, String certainty) {
        return "%s,Une famille,,%s,Une région,2025-05-23,,%s,%s,l'opérateur\n".formatted(fap, region, list, certainty);
    }
}
