package fr.passerelle.requests;

import fr.passerelle.platform.Session;

/** Whether a session on the platform could be had. */
sealed interface Access {
    record Granted(Session session) implements Access {}

    /** The account cannot be used: a human has a task, and the employer's work waits. */
    record Denied() implements Access {}
}
