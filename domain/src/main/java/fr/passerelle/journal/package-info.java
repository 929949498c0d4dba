/** Facts in the order in which they happened, and what makes a change happen once: events, idempotency, the outcome of a save. */
@NullMarked
package fr.passerelle.journal;

import org.jspecify.annotations.NullMarked;
