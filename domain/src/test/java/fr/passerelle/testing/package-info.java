/** What tests stand on: a store in memory behind the ports of persistence, a clock that one sets, and examples. */
@NullMarked
package fr.passerelle.testing;

import org.jspecify.annotations.NullMarked;
