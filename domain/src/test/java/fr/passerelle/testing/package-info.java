/** What tests stand on: a store in memory behind all ports of the domain, a clock that one sets, and builders of examples. */
@NullMarked
package fr.passerelle.testing;

import org.jspecify.annotations.NullMarked;
