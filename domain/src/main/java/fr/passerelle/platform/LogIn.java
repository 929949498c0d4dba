package fr.passerelle.platform;

/** What the platform answers to a log in. */
public sealed interface LogIn {
    record Opened(Session session) implements LogIn {}

    /** The account is locked: nothing must be tried again before a human has unlocked it. */
    record Locked() implements LogIn {}

    /** The password, or the login, is not accepted: a second try might lock the account. */
    record PasswordRefused() implements LogIn {}

    /** The platform wants to see a human: a captcha, or a second factor. No machine passes it by, nor tries to. */
    record HumanCheck() implements LogIn {}
}
