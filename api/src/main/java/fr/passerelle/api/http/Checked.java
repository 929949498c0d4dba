package fr.passerelle.api.http;

/**
 * A body with rules of its own. Asked once, after binding and before the controller. When members were wrong the record is
 * partial: what could not be bound is {@code null}, and what is said of it is dropped, so a rule has only to pass over nulls.
 */
public interface Checked {
    void check(Errors errors);
}
