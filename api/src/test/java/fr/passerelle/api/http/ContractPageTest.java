package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.samples.SampleApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class ContractPageTest extends SampleApi {
    private static final int LARGEST_CONTRACT = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html;charset=UTF-8",
        "/docs/docs.js, text/javascript",
        "/docs/swagger-ui.css, text/css",
        "/docs/swagger-ui-bundle.js, text/javascript"
    })
    void showsThePageAndItsParts(String uri, String type) {
        client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.parseMediaType(type))
                .expectHeader()
                .valueMatches("Content-Security-Policy", "default-src 'none'; script-src 'self';.*");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/index.html",
        "/docs/swagger-ui.js",
        "/swagger-ui.html",
        "/v3/api-docs",
        "/webjars/swagger-ui/index.html"
    })
    void showsNothingBeside(String uri) {
        client.get().uri(uri).exchange().expectStatus().isNotFound();
    }

    @Test
    void servesTheContractOfRecord() {
        client.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_CONTRACT))
                .build()
                .get()
                .uri("/openapi.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/yaml")
                .expectBody(String.class)
                .value(text -> assertThat(text).startsWith("openapi: 3.1"));
    }
}
