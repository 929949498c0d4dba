package fr.passerelle.webhooks;

/** What is wrong with an address that a client gave. */
public enum AddressFault {
    NOT_AN_URL,
    TOO_LONG,
    /** Only https is posted to; the local run allows http as well. */
    NOT_HTTPS,
    HAS_USER_INFO,
    HAS_FRAGMENT,
    PORT_NOT_ALLOWED,
    /** A literal address, in whatever notation, or a name reserved for such, that is not public. */
    NOT_PUBLIC
}
