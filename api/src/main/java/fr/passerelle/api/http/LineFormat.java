package fr.passerelle.api.http;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How the lines of one file are to be read, the first one first. */
@FunctionalInterface
interface LineFormat {
    /**
     * The document that a line holds; empty for one that only says how to read the others. Faults are noted in the errors.
     *
     * @throws ApiProblem when the line cannot be read at all
     */
    Optional<JsonNode> read(byte[] line, Errors errors);

    /** Each line is a JSON document. */
    static Optional<JsonNode> json(byte[] line, Errors errors) {
        return Optional.of(JsonScan.read(line, errors));
    }
}
