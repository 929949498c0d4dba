/** Names of things: our own identifiers in their public form, the client's references, and places in lists. */
@NullMarked
package fr.passerelle.ids;

import org.jspecify.annotations.NullMarked;
