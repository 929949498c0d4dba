package fr.passerelle.simulator;

import java.time.Instant;

/** Brouillon: a form that its account may still complete, delete or submit. One submission uses it up for good. */
record Draft(String number, String account, Instant createdAt, Form form, Pieces pieces, boolean isDeposited) {

    Outcome<Draft> refuseDeposited() {
        return isDeposited ? Outcome.refused(Refusal.BROUILLON_DEPOSE) : Outcome.done(this);
    }

    Outcome<Draft> attach(Piece piece) {
        return pieces.with(piece).map(next -> new Draft(number, account, createdAt, form, next, false));
    }

    Draft without(String code) {
        return new Draft(number, account, createdAt, form, pieces.without(code), isDeposited);
    }

    Draft deposited() {
        return new Draft(number, account, createdAt, form, pieces, true);
    }
}
