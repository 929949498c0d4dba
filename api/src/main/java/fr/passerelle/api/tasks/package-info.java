/** What awaits a human, over HTTP. */
@NullMarked
package fr.passerelle.api.tasks;

import org.jspecify.annotations.NullMarked;
