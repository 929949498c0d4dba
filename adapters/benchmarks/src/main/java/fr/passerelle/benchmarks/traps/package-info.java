/**
 * Runs inside a service under proof, from a second jar on its class path: stops the process at a named step of a filing. The
 * service itself knows nothing of it.
 */
@NullMarked
package fr.passerelle.benchmarks.traps;

import org.jspecify.annotations.NullMarked;
