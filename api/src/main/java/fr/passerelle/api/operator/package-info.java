/** The operator's commands, which the jar of the service runs beside it: what goes on, pauses, quarantine, dead work. */
@NullMarked
package fr.passerelle.api.operator;

import org.jspecify.annotations.NullMarked;
