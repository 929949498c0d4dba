/** The rules of the house, each with something planted that breaks it. */
@NullMarked
package fr.passerelle.architecture;

import org.jspecify.annotations.NullMarked;
