/** Residence permits, their warnings and the right to work over time, over HTTP. */
@NullMarked
package fr.passerelle.api.permits;

import org.jspecify.annotations.NullMarked;
