/**
 * Who may work in France and on what ground: pure functions over facts that name nobody, and the tables that they read.
 *
 * <p>Never "may work" where a fact is missing or the ground is not read in a text: see {@link
 * fr.passerelle.law.right.WorkRight}.
 */
@NullMarked
package fr.passerelle.law.right;

import org.jspecify.annotations.NullMarked;
