package fr.passerelle.webhooks;

/** What is wrong with an address that a client gave. */
public enum AddressFault {
    /**
     * Or one that may be read in more than one way: its host is neither a plain DNS name nor an address in its usual form, or it
     * holds characters beyond ASCII.
     */
    NOT_AN_URL,
    TOO_LONG,
    /** Only https is posted to; the local run allows http as well. */
    NOT_HTTPS,
    HAS_USER_INFO,
    HAS_FRAGMENT,
    PORT_NOT_ALLOWED,
    /** A literal address that is not public, in whatever notation, or a name that never leads to a public one. */
    NOT_PUBLIC
}
