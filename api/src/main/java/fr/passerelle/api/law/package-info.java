/** The law as clients ask for it: who may work, what is needed, by when, and the tables behind the answers. */
@NullMarked
package fr.passerelle.api.law;

import org.jspecify.annotations.NullMarked;
