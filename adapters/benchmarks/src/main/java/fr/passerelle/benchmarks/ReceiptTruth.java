package fr.passerelle.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges an answer by its bytes and by the true one alone, without a line of the client's. What we typed must be there again: the
 * number of the draft, the reference, the establishment, and the person, whose name may be spelt with other accents, case or
 * hyphens and who may be shown with fewer details. Number and date of the deposit are the platform's own: nobody but the
 * platform can tell a wrong one, as long as it is well-formed.
 */
final class ReceiptTruth {
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:[ \\t]*([0-9]+)[ \\t]*");
    private static final String TYPE = "content-type:";
    private static final String CHARSET = "charset=";
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final List<String> TYPED = List.of("/numero_brouillon", "/reference_libre", "/siret");
    private static final List<String> OPTIONAL = List.of("/salarie/date_naissance", "/salarie/numero_etranger");
    private static final List<String> THE_PLATFORMS = List.of("/numero_depot", "/date_enregistrement");

    private final JsonNode truth;

    ReceiptTruth(GoodReceipt good) {
        this.truth = good.json();
    }

    /** What an answer says, compared with the truth. */
    enum Verdict {
        /** Everything that matters, as it is. */
        TRUE,
        /** What we typed is there, and number or date are others, which only the platform could tell. */
        TRUE_BUT_FOR_THE_PLATFORMS_OWN,
        /** No receipt of this filing. */
        FALSE
    }

    Verdict judge(byte[] answer) {
        return receipt(answer).map(this::judge).orElse(Verdict.FALSE);
    }

    private Verdict judge(JsonNode said) {
        boolean isOurs = TYPED.stream().allMatch(member -> isSame(said, member))
                && OPTIONAL.stream()
                        .allMatch(member -> said.at(member).isMissingNode()
                                || said.at(member).isNull()
                                || isSame(said, member))
                && isSameName(said.at("/salarie/nom"), truth.at("/salarie/nom"))
                && sharesGivenName(said.at("/salarie/prenoms"))
                && THE_PLATFORMS.stream().allMatch(member -> said.at(member).isString());
        if (!isOurs) {
            return Verdict.FALSE;
        }
        return THE_PLATFORMS.stream().allMatch(member -> isSame(said, member))
                ? Verdict.TRUE
                : Verdict.TRUE_BUT_FOR_THE_PLATFORMS_OWN;
    }

    private boolean isSame(JsonNode said, String member) {
        return said.at(member).equals(truth.at(member));
    }

    private boolean sharesGivenName(JsonNode names) {
        if (names.isMissingNode() || names.isNull() || names.isEmpty()) {
            return true;
        }
        return names.isArray()
                && names.valueStream().anyMatch(name -> isSameName(name, truth.at("/salarie/prenoms/0")));
    }

    private static boolean isSameName(JsonNode one, JsonNode other) {
        return one.isString() && folded(one.stringValue()).equals(folded(other.stringValue()));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{N}]+", "")
                .toUpperCase(Locale.ROOT);
    }

    /** The JSON of a whole answer with status 201 that says what it is. */
    private static Optional<JsonNode> receipt(byte[] answer) {
        int end = endOfHead(answer);
        if (end < 0) {
            return Optional.empty();
        }
        List<String> head =
                new String(answer, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
        byte[] rest = Arrays.copyOfRange(answer, end + END_OF_HEAD.length, answer.length);
        Matcher status = STATUS.matcher(head.getFirst());
        boolean isCreated = status.matches() && status.group(1).equals("201");
        List<String> types = head.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(TYPE))
                .toList();
        boolean isJson = types.size() == 1 && isJson(types.getFirst().substring(TYPE.length()));
        return isCreated && isJson && !isEncoded(head)
                ? body(head, rest).flatMap(ReceiptTruth::json)
                : Optional.empty();
    }

    /** A parameter that has no meaning for JSON has none here. */
    private static boolean isJson(String type) {
        List<String> parts = Arrays.stream(type.split(";", -1))
                .map(part -> part.replaceAll("[ \\t\"]", ""))
                .toList();
        return parts.getFirst().equals("application/json")
                && parts.stream().filter(part -> part.startsWith(CHARSET)).allMatch("charset=utf-8"::equals);
    }

    private static boolean isEncoded(List<String> head) {
        return head.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.startsWith("content-encoding:") && !line.endsWith("identity"));
    }

    /** As long as it says, or to the end when it does not say. */
    private static Optional<byte[]> body(List<String> head, byte[] rest) {
        List<Integer> lengths = head.stream()
                .map(LENGTH::matcher)
                .filter(Matcher::matches)
                .map(length -> Integer.valueOf(length.group(1)))
                .distinct()
                .toList();
        if (lengths.isEmpty()) {
            return Optional.of(rest);
        }
        int length = lengths.getFirst();
        return lengths.size() == 1 && length <= rest.length
                ? Optional.of(Arrays.copyOf(rest, length))
                : Optional.empty();
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode json = STRICT.readTree(text);
            return json.isObject() ? Optional.of(json) : Optional.empty();
        } catch (CharacterCodingException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static int endOfHead(byte[] answer) {
        for (int at = 0; at + END_OF_HEAD.length <= answer.length; at++) {
            if (Arrays.equals(answer, at, at + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return at;
            }
        }
        return -1;
    }
}
