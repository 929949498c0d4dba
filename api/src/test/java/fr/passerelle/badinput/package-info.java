/** Calls that are wrong in every way, made from the contract; tests and proofs share them. */
@NullMarked
package fr.passerelle.badinput;

import org.jspecify.annotations.NullMarked;
