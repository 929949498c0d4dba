/** Speaks to the platform over HTTP and tells its faults apart. */
@NullMarked
package fr.passerelle.anef;

import org.jspecify.annotations.NullMarked;
