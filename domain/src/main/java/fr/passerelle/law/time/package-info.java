/** Calendars and deadlines: days off, days that count, and when a time runs out. */
@NullMarked
package fr.passerelle.law.time;

import org.jspecify.annotations.NullMarked;
