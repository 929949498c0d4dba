package fr.passerelle.law.needs;

import org.jspecify.annotations.Nullable;

/** Whether something holds, as far as the facts tell. What is not known is neither. */
public enum Known {
    YES,
    NO,
    UNKNOWN;

    public static Known of(@Nullable Boolean fact) {
        if (fact == null) {
            return UNKNOWN;
        }
        return fact ? YES : NO;
    }

    /** Both: no as soon as one is known not to hold. */
    public Known and(Known other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : UNKNOWN;
    }
}
