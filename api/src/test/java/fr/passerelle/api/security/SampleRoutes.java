package fr.passerelle.api.security;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

/** The routes of the sample application beside those of the API. */
public final class SampleRoutes {
    private SampleRoutes() {}

    public static Routes table() {
        return Scopes.table()
                .with(Access.oneOf(Scope.REQUESTS_READ), "/v1/samples", GET)
                .with(Access.oneOf(Scope.REQUESTS_WRITE), "/v1/samples", POST)
                .with(Access.oneOf(Scope.REQUESTS_READ), "/v1/samples/{sample}", GET)
                .with(Access.oneOf(Scope.REQUESTS_WRITE), "/v1/samples/{sample}", PUT)
                .with(Access.allOf(Scope.REQUESTS_WRITE, Scope.DOCUMENTS_WRITE), "/v1/samples/{sample}", DELETE)
                .with(Access.oneOf(Scope.REQUESTS_WRITE), "/v1/samples/{sample}/copy", POST)
                .with(Access.oneOf(Scope.REQUESTS_WRITE), "/v1/samples/{sample}/touch", POST)
                .with(Access.oneOf(Scope.REQUESTS_WRITE), "/v1/samples/{sample}/poke", POST)
                .with(Access.oneOf(Scope.REQUESTS_WRITE), "/v1/samples/{sample}/lines", POST)
                .with(Access.oneOf(Scope.DOCUMENTS_WRITE), "/v1/samples/{sample}/document", PUT)
                .with(new Access.AnyToken(), "/v1/whoami", GET)
                .with(new Access.Open(), "/docs/faults/{fault}", GET);
    }
}
