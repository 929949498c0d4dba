/** Rules as code and dated tables, each with its source. */
@NullMarked
package fr.passerelle.law;

import org.jspecify.annotations.NullMarked;
