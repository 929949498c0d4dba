/** The journal of events over HTTP. */
@NullMarked
package fr.passerelle.api.journal;

import org.jspecify.annotations.NullMarked;
