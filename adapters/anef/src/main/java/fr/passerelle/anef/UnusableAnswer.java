package fr.passerelle.anef;

/** The answer is not what the call gives. The message says what is wrong with it, never what it holds. */
sealed class UnusableAnswer extends RuntimeException permits AnotherEmployer {
    private static final long serialVersionUID = 1L;

    UnusableAnswer(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
