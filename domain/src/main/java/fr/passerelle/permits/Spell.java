package fr.passerelle.permits;

import fr.passerelle.law.right.Answer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** placeholder of core's. */
public record Spell(LocalDate from, @Nullable LocalDate to, Answer answer) {}
