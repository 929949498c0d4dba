/** What only a human can settle: never hidden, always with its deadline. */
@NullMarked
package fr.passerelle.tasks;

import org.jspecify.annotations.NullMarked;
