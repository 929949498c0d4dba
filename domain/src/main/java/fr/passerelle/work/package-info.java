/** Durable work: which request is due to be moved on, and the leases under which workers do it. */
@NullMarked
package fr.passerelle.work;

import org.jspecify.annotations.NullMarked;
