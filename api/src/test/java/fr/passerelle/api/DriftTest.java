package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.security.Caller;
import fr.passerelle.journal.Idempotency;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What springdoc reads from the controllers, and the contract of record, have the same operations, parameters and members. */
class DriftTest {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final int DEEPEST = 8;

    /** The page on which to try the API. */
    private static final Set<String> OF_THE_CODE_ALONE = Set.of("get /docs", "get /docs/{part}");

    /** One record says what is missing and what is warned of; only the latter can be acknowledged. */
    private static final String WARNINGS_MEMBER = "/missing/-/acknowledged";

    /** Springdoc does not see what these arguments of controllers read. */
    private static final Set<String> READ_BY_ARGUMENTS = Set.of("limit", "cursor", "updated_since");

    private static JsonNode code = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void readControllers() throws Exception {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Idempotency.class, IfMatch.class, PageQuery.class);
        byte[] read = ApiUnderTest.system()
                .service()
                .getBean(OpenApiWebfluxResource.class)
                .openapiJson(MockServerHttpRequest.get("/v3/api-docs").build(), "/v3/api-docs", Locale.ENGLISH)
                .block();
        code = JsonMapper.shared().readTree(read);
    }

    @Test
    void saysTheSameAsTheContract() {
        JsonNode contract = ApiUnderTest.CONTRACT.document();

        assertThat(ofCode(code)).containsExactlyInAnyOrderElementsOf(ofContract(contract));
        assertThat(ofContract(contract)).hasSizeGreaterThan(500);
    }

    @Test
    void noticesAMemberAParameterAndAnOperationThatOneSideLacks() {
        ObjectNode drifted = (ObjectNode) ApiUnderTest.CONTRACT.document().deepCopy();
        ObjectNode employer = (ObjectNode) drifted.at("/components/schemas/EmployerContent/properties");
        employer.remove("naf_code");
        employer.putObject("planted").put("type", "string");
        ((ObjectNode) drifted.at("/components/parameters/ByEmployer")).put("name", "planted");
        ((ObjectNode) drifted.path("paths")).remove("/v1/limits");

        Set<String> differing = new TreeSet<>(ofCode(code));
        differing.removeAll(ofContract(drifted));
        Set<String> planted = new TreeSet<>(ofContract(drifted));
        planted.removeAll(ofCode(code));

        assertThat(differing)
                .contains(
                        "get /v1/limits",
                        "get /v1/authorisation-requests ?employer",
                        "put /v1/employers/{employer} body /naf_code");
        assertThat(planted)
                .contains("get /v1/authorisation-requests ?planted", "put /v1/employers/{employer} body /planted");
    }

    private static String onTheWire(String name) {
        return SNAKE.nameForField(null, null, name);
    }

    private static Set<String> ofCode(JsonNode document) {
        Set<String> facts = new Facts(document, DriftTest::onTheWire).all();
        facts.removeIf(fact -> OF_THE_CODE_ALONE.stream().anyMatch(fact::startsWith) || fact.endsWith(WARNINGS_MEMBER));
        return facts;
    }

    private static Set<String> ofContract(JsonNode document) {
        Set<String> facts = new Facts(document, name -> name).all();
        facts.removeIf(fact -> READ_BY_ARGUMENTS.contains(fact.substring(fact.indexOf('?') + 1))
                && !fact.startsWith("get /v1/events"));
        return facts;
    }

    /** The facts of a document, each in a line. */
    private record Facts(JsonNode document, UnaryOperator<String> naming) {
        Set<String> all() {
            Set<String> facts = new TreeSet<>();
            document.path("paths")
                    .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                        if (METHODS.contains(method)) {
                            add(method + " " + path, item, operation, facts);
                        }
                    }));
            return facts;
        }

        private void add(String name, JsonNode item, JsonNode operation, Set<String> facts) {
            facts.add(name);
            addParameters(name, item, facts);
            addParameters(name, operation, facts);
            JsonNode body = resolved(operation.path("requestBody")).path("content");
            addMembers(name + " body ", body.path("application/json").path("schema"), 0, facts);
            operation.path("responses").forEachEntry((status, answer) -> {
                if (status.startsWith("2")) {
                    addAnswer(name + " answer ", resolved(answer).path("content"), facts);
                }
            });
        }

        private void addParameters(String name, JsonNode holder, Set<String> facts) {
            holder.path("parameters").forEach(node -> {
                JsonNode parameter = resolved(node);
                String in = parameter.path("in").asString();
                if (!in.equals("header")) {
                    facts.add(name
                            + (in.equals("query") ? " ?" : " /")
                            + parameter.path("name").asString());
                }
            });
        }

        private void addAnswer(String name, JsonNode content, Set<String> facts) {
            addMembers(name, content.path("application/json").path("schema"), 0, facts);
            addMembers(name, content.path("*/*").path("schema"), 0, facts);
        }

        private void addMembers(String place, JsonNode node, int depth, Set<String> facts) {
            if (depth > DEEPEST) {
                return;
            }
            JsonNode schema = resolved(node);
            // Two methods that answer under one path are one operation to springdoc.
            schema.path("oneOf").forEach(one -> addMembers(place, one, depth, facts));
            schema.path("properties").forEachEntry((member, of) -> {
                String here = place + "/" + naming.apply(member);
                facts.add(here);
                addMembers(here, of, depth + 1, facts);
            });
            if (schema.has("items")) {
                addMembers(place + "/-", schema.path("items"), depth + 1, facts);
            }
        }

        private JsonNode resolved(JsonNode node) {
            return node.has("$ref")
                    ? resolved(document.at(node.path("$ref").asString().substring(1)))
                    : node;
        }
    }
}
