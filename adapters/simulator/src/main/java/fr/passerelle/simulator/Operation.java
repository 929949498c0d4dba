package fr.passerelle.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/** Everything the portal lets a program do. A fault is chosen, and calls are counted, by operation. */
enum Operation {
    STATE(HttpMethod.GET, "/portail/etat"),
    LOG_IN(HttpMethod.POST, "/portail/session"),
    LOG_OUT(HttpMethod.DELETE, "/portail/session"),
    CREATE_DRAFT(HttpMethod.POST, "/portail/brouillons"),
    LIST_DRAFTS(HttpMethod.GET, "/portail/brouillons"),
    READ_DRAFT(HttpMethod.GET, "/portail/brouillons/{brouillon}"),
    ATTACH(HttpMethod.PUT, "/portail/brouillons/{brouillon}/pieces/{code}"),
    DELETE_DRAFT(HttpMethod.DELETE, "/portail/brouillons/{brouillon}"),
    SUBMIT(HttpMethod.POST, "/portail/brouillons/{brouillon}/depot"),
    LIST_FILES(HttpMethod.GET, "/portail/demandes"),
    READ_FILE(HttpMethod.GET, "/portail/demandes/{depot}"),
    ATTACH_TO_COMPLEMENT(HttpMethod.PUT, "/portail/demandes/{depot}/complements/{numero}/pieces/{code}"),
    SEND_COMPLEMENT(HttpMethod.POST, "/portail/demandes/{depot}/complements/{numero}/envoi"),
    ATTESTATION(HttpMethod.GET, "/portail/demandes/{depot}/attestation"),
    DECISION(HttpMethod.GET, "/portail/demandes/{depot}/decision"),
    /** Whatever else is asked for. */
    UNKNOWN(HttpMethod.GET, "/**");

    private final HttpMethod method;
    private final String path;

    Operation(HttpMethod method, String path) {
        this.method = method;
        this.path = path;
    }

    HttpMethod method() {
        return method;
    }

    String path() {
        return path;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operation> of(String code) {
        return Arrays.stream(values()).filter(o -> o.code().equals(code)).findFirst();
    }

    boolean isUpload() {
        return this == ATTACH || this == ATTACH_TO_COMPLEMENT;
    }

    /** Whether it is about one draft or one file. */
    boolean isOfAFiling() {
        return path.contains("{");
    }

    /** The number of the draft or file that it is about. */
    Optional<String> filingOf(Call call) {
        if (!isOfAFiling()) {
            return Optional.empty();
        }
        return Optional.of(call.path(path.startsWith("/portail/brouillons") ? "brouillon" : "depot"));
    }
}
