/**
 * A simulator of the employers' portal, which runs alone or inside a test. It speaks the model of {@code openapi/upstream},
 * which is ours: it imitates no official interface, and nothing that is filed here reaches the State.
 */
@NullMarked
package fr.passerelle.simulator;

import org.jspecify.annotations.NullMarked;
