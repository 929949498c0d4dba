package fr.passerelle.api.http;

/** The entity tag of a version: the version in quotes. */
public final class EntityTag {
    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }
}
