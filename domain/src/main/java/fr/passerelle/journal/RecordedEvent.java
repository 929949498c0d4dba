package fr.passerelle.journal;

/**
 * An event in its place in the tenant's journal.
 *
 * @param position without gaps per tenant, in the order of commits
 */
public record RecordedEvent(long position, Event event) {}
