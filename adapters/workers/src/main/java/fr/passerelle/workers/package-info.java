/** Drives durable work: leases what is due and calls the use case that settles it. */
@NullMarked
package fr.passerelle.workers;

import org.jspecify.annotations.NullMarked;
