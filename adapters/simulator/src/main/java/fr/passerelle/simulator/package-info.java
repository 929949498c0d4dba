/** Imitates the platform over HTTP, with its faults, and keeps a ledger of what it accepted. */
@NullMarked
package fr.passerelle.simulator;

import org.jspecify.annotations.NullMarked;
