package fr.passerelle.journal;

/**
 * What an event is about.
 *
 * @param type such as {@code request}
 * @param id in its public form
 */
public record Subject(String type, String id) {}
