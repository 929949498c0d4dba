/** Supporting documents and their checks. */
@NullMarked
package fr.passerelle.documents;

import org.jspecify.annotations.NullMarked;
