package fr.passerelle.anef;

import java.util.Locale;

/** Kinds of calls whose health is judged apart: the portal may be readable while it takes nothing in. */
enum Lane {
    READ,
    WRITE,
    LOGIN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
