package fr.passerelle.platform;

/** The platform understood and said no; the same call will be refused again. */
public final class PlatformRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    public PlatformRefusal(String operation, Rejection rejection) {
        super(operation + ": " + rejection.code());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
