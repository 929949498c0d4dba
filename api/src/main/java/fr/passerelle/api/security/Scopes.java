package fr.passerelle.api.security;

import static fr.passerelle.api.security.Access.allOf;
import static fr.passerelle.api.security.Access.oneOf;
import static fr.passerelle.api.security.Scope.DOCUMENTS_WRITE;
import static fr.passerelle.api.security.Scope.EMPLOYERS_WRITE;
import static fr.passerelle.api.security.Scope.IDENTITY_READ;
import static fr.passerelle.api.security.Scope.PERMITS_READ;
import static fr.passerelle.api.security.Scope.PERMITS_WRITE;
import static fr.passerelle.api.security.Scope.REQUESTS_READ;
import static fr.passerelle.api.security.Scope.REQUESTS_WRITE;
import static fr.passerelle.api.security.Scope.TASKS_WRITE;
import static fr.passerelle.api.security.Scope.WEBHOOKS_MANAGE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import fr.passerelle.api.security.Access.AnyToken;
import fr.passerelle.api.security.Access.Open;

/** Which scope opens which route of the API. */
final class Scopes {
    private static final String EMPLOYER = "/v1/employers/{employer}";
    private static final String MANDATE = EMPLOYER + "/mandates/{mandate}";
    private static final String WORKER = EMPLOYER + "/workers/{worker}";
    private static final String REQUEST = "/v1/authorisation-requests/{request}";

    private static final String PERMIT = "/v1/permits/{permit}";

    private static final String ENDPOINT = "/v1/webhook-endpoints/{endpoint}";

    private Scopes() {}

    private static Routes webhooks(Routes before) {
        return before.with(oneOf(WEBHOOKS_MANAGE), "/v1/webhook-endpoints", GET, POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT, GET, PUT, DELETE)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/secret", GET)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/secret-rotation", POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/keys", GET)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/verification", POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/disablement", POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/enablement", POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/test-event", POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/deliveries", GET)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/deliveries/{event}/resend", POST)
                .with(oneOf(WEBHOOKS_MANAGE), ENDPOINT + "/recovery", POST);
    }

    private static Routes permits(Routes before) {
        return before.with(oneOf(PERMITS_READ, PERMITS_WRITE), "/v1/permits", GET)
                .with(oneOf(PERMITS_READ), "/v1/permits/summary", GET)
                .with(oneOf(PERMITS_READ, PERMITS_WRITE), PERMIT, GET)
                .with(oneOf(PERMITS_WRITE), PERMIT + "/papers", POST)
                .with(oneOf(PERMITS_WRITE), PERMIT + "/papers/{place}", DELETE)
                .with(oneOf(PERMITS_WRITE), PERMIT + "/renewal", PUT)
                .with(oneOf(PERMITS_READ), PERMIT + "/work-right", GET)
                .with(oneOf(PERMITS_WRITE), "/v1/permits:import", POST)
                .with(oneOf(PERMITS_WRITE), "/v1/permits:sync", PUT)
                .with(oneOf(PERMITS_READ), "/v1/work-right/period", POST)
                .with(oneOf(PERMITS_READ, PERMITS_WRITE), EMPLOYER + "/permits/{permit}", GET)
                .with(oneOf(PERMITS_WRITE), EMPLOYER + "/permits/{permit}", PUT, DELETE)
                .with(oneOf(PERMITS_READ, PERMITS_WRITE), EMPLOYER + "/alert-settings", GET)
                .with(oneOf(PERMITS_WRITE), EMPLOYER + "/alert-settings", PUT)
                .with(oneOf(PERMITS_READ, PERMITS_WRITE), "/v1/alerts", GET)
                .with(oneOf(PERMITS_READ, PERMITS_WRITE), "/v1/alerts/{alert}", GET)
                .with(oneOf(PERMITS_WRITE), "/v1/alerts/{alert}/acknowledgement", PUT);
    }

    static Routes table() {
        Routes employers = permits(webhooks(Routes.none()))
                .with(oneOf(EMPLOYERS_WRITE, REQUESTS_READ), "/v1/employers", GET)
                .with(oneOf(EMPLOYERS_WRITE, REQUESTS_READ), EMPLOYER, GET)
                .with(oneOf(EMPLOYERS_WRITE), EMPLOYER, PUT)
                .with(oneOf(EMPLOYERS_WRITE, REQUESTS_READ), EMPLOYER + "/mandates", GET)
                .with(oneOf(EMPLOYERS_WRITE), EMPLOYER + "/mandates", POST)
                .with(oneOf(EMPLOYERS_WRITE, REQUESTS_READ), MANDATE, GET)
                .with(oneOf(EMPLOYERS_WRITE), MANDATE + "/document", PUT)
                .with(oneOf(IDENTITY_READ), MANDATE + "/document", GET)
                .with(oneOf(EMPLOYERS_WRITE), MANDATE + "/revocation", POST)
                .with(oneOf(EMPLOYERS_WRITE), EMPLOYER + "/platform-account", GET, PUT, DELETE)
                .with(oneOf(EMPLOYERS_WRITE, REQUESTS_READ), EMPLOYER + "/workers", GET)
                .with(oneOf(EMPLOYERS_WRITE, REQUESTS_READ), WORKER, GET)
                .with(oneOf(EMPLOYERS_WRITE), WORKER, PUT);
        Routes requests = employers
                .with(oneOf(REQUESTS_READ), "/v1/authorisation-requests", GET)
                .with(oneOf(REQUESTS_WRITE), "/v1/authorisation-requests", POST)
                .with(oneOf(REQUESTS_WRITE), "/v1/authorisation-requests/adoptions", POST)
                .with(oneOf(REQUESTS_READ), REQUEST, GET)
                .with(oneOf(REQUESTS_WRITE), REQUEST, PUT)
                .with(oneOf(REQUESTS_WRITE), REQUEST + "/submission", POST)
                .with(oneOf(REQUESTS_WRITE), REQUEST + "/withdrawal", POST)
                .with(oneOf(REQUESTS_READ), REQUEST + "/attempts", GET)
                .with(oneOf(REQUESTS_READ), REQUEST + "/timeline", GET)
                .with(oneOf(REQUESTS_READ), REQUEST + "/requirements", GET)
                .with(oneOf(REQUESTS_READ), REQUEST + "/deadlines", GET)
                .with(oneOf(REQUESTS_READ), REQUEST + "/receipt", GET)
                .with(oneOf(REQUESTS_READ, DOCUMENTS_WRITE), REQUEST + "/documents", GET)
                .with(oneOf(DOCUMENTS_WRITE), REQUEST + "/documents/{type}", PUT, DELETE)
                .with(oneOf(IDENTITY_READ), REQUEST + "/documents/{type}", GET)
                .with(oneOf(REQUESTS_READ), REQUEST + "/complements", GET)
                .with(allOf(DOCUMENTS_WRITE, REQUESTS_WRITE), REQUEST + "/complements", POST)
                .with(oneOf(DOCUMENTS_WRITE), REQUEST + "/complements/{number}/documents/{type}", PUT);
        return requests.with(oneOf(REQUESTS_READ), "/v1/work-authorisations", GET)
                .with(oneOf(REQUESTS_READ), "/v1/work-authorisations/{authorisation}", GET)
                .with(oneOf(IDENTITY_READ), "/v1/work-authorisations/{authorisation}/document", GET)
                .with(oneOf(TASKS_WRITE, REQUESTS_READ), "/v1/tasks", GET)
                .with(oneOf(TASKS_WRITE, REQUESTS_READ), "/v1/tasks/{task}", GET)
                .with(oneOf(TASKS_WRITE), "/v1/tasks/{task}/resolution", POST)
                .with(oneOf(REQUESTS_READ), "/v1/events", GET)
                .with(oneOf(REQUESTS_READ), "/v1/platform-status", GET)
                .with(oneOf(REQUESTS_READ), "/v1/platform-status/stream", GET)
                .with(oneOf(REQUESTS_READ), "/v1/work-right-checks", POST)
                .with(new AnyToken(), "/v1/event-types", GET)
                .with(new AnyToken(), "/v1/limits", GET)
                .with(new AnyToken(), "/v1/reference/{table}", GET)
                .with(new Open(), "/openapi.yaml", GET)
                .with(new Open(), "/docs", GET)
                .with(new Open(), "/docs/**", GET)
                .with(new Open(), "/problems/{code}", GET);
    }
}
