package fr.passerelle.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which of an employer's requests comes first: the one whose contract starts first. */
final class Deadlines {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Deadlines() {}

    /** The start of the contract; a request without one is as urgent as if it started on the day it was created. */
    static Instant of(AuthorisationRequest request) {
        LocalDate start = request.content().start();
        return start == null ? request.createdAt() : start.atStartOfDay(PARIS).toInstant();
    }

    static LocalDate today(Instant now) {
        return now.atZone(PARIS).toLocalDate();
    }
}
