package fr.passerelle.anef;

/** A page that names another employer than the one for whom we asked. It is not kept: it is somebody else's. */
final class AnotherEmployer extends UnusableAnswer {
    private static final long serialVersionUID = 1L;

    static final String REASON = "page of another employer";

    AnotherEmployer() {
        super(REASON);
    }
}
