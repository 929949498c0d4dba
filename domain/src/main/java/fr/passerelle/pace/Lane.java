package fr.passerelle.pace;

/** Kinds of calls whose pace is decided apart: the platform may be readable while it takes nothing in. */
public enum Lane {
    READ,
    WRITE,
    LOGIN
}
