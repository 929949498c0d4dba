/** Residence permits of workers, their right to work over time, and the warnings that come before it ends. */
@NullMarked
package fr.passerelle.permits;

import org.jspecify.annotations.NullMarked;
