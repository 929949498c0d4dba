package fr.passerelle.webhooks;

import fr.passerelle.journal.RecordedEvent;

/** Writes an event as the API shows it. */
@FunctionalInterface
public interface EventJson {
    byte[] of(RecordedEvent recorded);
}
