package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** References and metadata in characters that take two units of UTF-16. */
class ReferencesTest {
    private final Api api = ApiUnderTest.demo();

    @Test
    void takesAReferenceOf128CharactersOfAnyKind() {
        String longest = "🥐".repeat(128);

        Answer created =
                api.post(Journey.REQUESTS, draft("long-references", longest)).expect(201);

        assertThat(created.member("client_reference")).isEqualTo(longest);
    }

    @Test
    void refusesOneMore() {
        Answer refused = api.post(Journey.REQUESTS, draft("longer-references", "🥐".repeat(129)))
                .expect(422);

        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/client_reference");
    }

    @Test
    void takesAMetadataKeyOf64CharactersOfAnyKind() {
        String draft =
                draft("long-keys", "R-keys").stripTrailing().replaceFirst("}$", ", \"metadata\": {\"%s\": \"x\"}}");

        api.post(Journey.REQUESTS, draft.replace("%s", "🥐".repeat(65))).expect(422);
        api.post(Journey.REQUESTS, draft.replace("%s", "🥐".repeat(64))).expect(201);
    }

    private String draft(String employer, String reference) {
        Journey.employer(api, employer);
        api.put("/v1/employers/" + employer + "/workers/w-1", Journey.example("worker"))
                .expect(201);
        return Journey.example("request")
                .replace("R-2027-001", reference)
                .replace("\"boulangerie\"", "\"" + employer + "\"");
    }
}
