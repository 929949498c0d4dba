package fr.passerelle.law.time;

import java.time.LocalDate;

/**
 * A public holiday ({@code jour férié}).
 *
 * @param everywhere whether the whole territory keeps it. Where it does not, it depends on the commune, and whoever counts
 *     chooses a reading: see {@link WorkingDays}
 */
public record Holiday(LocalDate day, String name, boolean everywhere) {}
