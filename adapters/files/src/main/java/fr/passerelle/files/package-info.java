/** Looks into files before they are kept. */
@NullMarked
package fr.passerelle.files;

import org.jspecify.annotations.NullMarked;
