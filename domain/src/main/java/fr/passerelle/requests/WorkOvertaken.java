package fr.passerelle.requests;

/** Someone else moved the request on, or the lease is over: this work stops, nothing is lost. */
final class WorkOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkOvertaken(String how) {
        super(how, null, false, false);
    }
}
