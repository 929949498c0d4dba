package fr.passerelle.api.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on what a call may send.
 *
 * @param longestBody of a JSON body
 * @param longestDocument of any other body; what the platform takes of one document
 */
@ConfigurationProperties("passerelle.http")
public record HttpProperties(
        @DefaultValue("256KB") DataSize longestBody,
        @DefaultValue("2MB") DataSize longestDocument) {}
