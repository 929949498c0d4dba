package fr.passerelle.api.operator;

/** The command line says nothing that we know; why is its message. */
final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String why) {
        super(why);
    }
}
