/** Addresses that a client could give to reach the inside of a network, for the tests of the sender and for a proof. */
@NullMarked
package fr.passerelle.sender.hostile;

import org.jspecify.annotations.NullMarked;
