// Calls go to the service that shows this page, whatever server the contract names.
SwaggerUIBundle({
    url: "/openapi.yaml",
    dom_id: "#contract",
    deepLinking: true,
    displayRequestDuration: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
        const asked = new URL(request.url, location.href);
        if (asked.pathname.startsWith("/v1/")) {
            request.url = location.origin + asked.pathname + asked.search;
        }
        return request;
    },
});
