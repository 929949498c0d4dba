/** The driving side of durable work: claims what is due, calls the use cases, and is the only place that subscribes. */
@NullMarked
package fr.passerelle.workers;

import org.jspecify.annotations.NullMarked;
