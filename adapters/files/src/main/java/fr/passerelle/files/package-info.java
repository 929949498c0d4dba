/** Keeps supporting documents and checks what they are. */
@NullMarked
package fr.passerelle.files;

import org.jspecify.annotations.NullMarked;
