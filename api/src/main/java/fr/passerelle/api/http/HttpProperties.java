package fr.passerelle.api.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on what a call may send and how often.
 *
 * @param longestBody of a JSON body
 * @param longestDocument of any other body; what the platform takes of one document
 * @param bodyDeadline within which a body is complete
 * @param headerDeadline within which the line and the headers of a request are complete
 * @param closingGrace how long a replica that is asked to end goes on serving after it said that it is not ready
 * @param hsts for how long browsers shall insist on TLS; zero when a terminator of TLS says so itself
 * @param rate how many calls
 * @param jsonLines of bodies that are JSON lines
 * @param files of many lines that are stored
 */
@ConfigurationProperties("passerelle.http")
public record HttpProperties(
        @DefaultValue("256KB") DataSize longestBody,
        @DefaultValue("2MB") DataSize longestDocument,
        @DefaultValue("30s") Duration bodyDeadline,
        @DefaultValue("10s") Duration headerDeadline,
        @DefaultValue("5s") Duration closingGrace,
        @DefaultValue("0s") Duration hsts,
        @DefaultValue Rate rate,
        @DefaultValue Lines jsonLines,
        @DefaultValue Files files) {

    /**
     * Calls in a window, on each replica.
     *
     * @param quota of a tenant
     * @param failures to authenticate, of an address
     */
    public record Rate(
            @DefaultValue("600") int quota,
            @DefaultValue("300") int failures,
            @DefaultValue("1m") Duration window) {}

    /**
     * Bounds on a call with JSON lines.
     *
     * @param longestBody of all lines together
     * @param longestLine without its end
     * @param mostOfTenant calls of a tenant under way at once, on each replica
     * @param mostAtOnce calls of all tenants
     * @param bodyDeadline within which a body is complete
     * @param answerDeadline within which, after that, the client has taken the answer
     */
    public record Lines(
            @DefaultValue("8MB") DataSize longestBody,
            @DefaultValue("16KB") DataSize longestLine,
            @DefaultValue("10000") int mostLines,
            @DefaultValue("2") int mostOfTenant,
            @DefaultValue("16") int mostAtOnce,
            @DefaultValue("2m") Duration bodyDeadline,
            @DefaultValue("2m") Duration answerDeadline) {}

    /**
     * Bounds on a call with a file of many lines that are stored.
     *
     * @param longestBody of all lines together; it is never held whole
     * @param longestLine without its end
     * @param mostOfTenant calls of a tenant under way at once, on each replica
     * @param mostAtOnce calls of all tenants
     * @param bodyDeadline within which a file is read, which happens no faster than it is stored
     * @param answerDeadline within which, after that, the client has taken the answer
     */
    public record Files(
            @DefaultValue("64MB") DataSize longestBody,
            @DefaultValue("16KB") DataSize longestLine,
            @DefaultValue("50000") int mostLines,
            @DefaultValue("2") int mostOfTenant,
            @DefaultValue("8") int mostAtOnce,
            @DefaultValue("5m") Duration bodyDeadline,
            @DefaultValue("1m") Duration answerDeadline) {}
}
