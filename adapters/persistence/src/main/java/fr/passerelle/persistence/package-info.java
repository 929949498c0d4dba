/** All ports of storage on PostgreSQL over R2DBC. Begin at {@link fr.passerelle.persistence.Persistence}. */
@NullMarked
package fr.passerelle.persistence;

import org.jspecify.annotations.NullMarked;
