/** Keeps the domain's state, journal and durable work in PostgreSQL over R2DBC. */
@NullMarked
package fr.passerelle.persistence;

import org.jspecify.annotations.NullMarked;
