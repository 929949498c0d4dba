@NullMarked
package fr.passerelle.empty;

import org.jspecify.annotations.NullMarked;
