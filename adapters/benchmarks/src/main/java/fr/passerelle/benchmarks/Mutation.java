package fr.passerelle.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ways in which a good answer is spoilt, and the one in which it is only written otherwise. Each draws what it needs. */
enum Mutation {
    BYTE_FLIPPED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            byte[] bytes = good.bytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            return bytes;
        }
    },
    DIGIT_OR_LETTER_CHANGED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            byte[] bytes = good.bytes();
            int at;
            do {
                at = bytes.length - 1 - random.nextInt(good.body().length());
            } while (!Character.isLetterOrDigit(bytes[at]));
            bytes[at] = (byte) (Character.isDigit(bytes[at]) ? '0' + random.nextInt(10) : 'a' + random.nextInt(26));
            return bytes;
        }
    },
    BYTES_INSERTED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            byte[] bytes = good.bytes();
            byte[] more = new byte[1 + random.nextInt(4)];
            random.nextBytes(more);
            int at = random.nextInt(bytes.length + 1);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
            System.arraycopy(more, 0, longer, at, more.length);
            System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
            return longer;
        }
    },
    BYTES_DELETED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            byte[] bytes = good.bytes();
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
            System.arraycopy(bytes, to, shorter, from, bytes.length - to);
            return shorter;
        }
    },
    TRUNCATED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            byte[] bytes = good.bytes();
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    OTHER_STATUS {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            int status;
            do {
                status = 200 + random.nextInt(400);
            } while (status == good.status());
            return good.answering(status).bytes();
        }
    },
    OTHER_CONTENT_TYPE {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            String type = picked(
                    random,
                    "text/html",
                    "text/plain",
                    "application/pdf",
                    "application/problem+json",
                    "*/*",
                    "json",
                    "");
            return random.nextInt(8) == 0
                    ? good.without("content-type").bytes()
                    : good.with("content-type", type).bytes();
        }
    },
    OTHER_CHARSET {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            String charset = picked(random, "ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252", "UTF-32");
            boolean isTold = random.nextBoolean();
            byte[] body = good.body().getBytes(java.nio.charset.Charset.forName(charset));
            return isTold
                    ? good.with("content-type", "application/json; charset=" + charset)
                            .bytes(body)
                    : good.bytes(body);
        }
    },
    OTHER_HEADERS {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            return switch (random.nextInt(4)) {
                case 0 ->
                    good.with("content-encoding", picked(random, "gzip", "br", "deflate", "zstd"))
                            .bytes();
                case 1 -> good.with("transfer-encoding", "chunked").bytes();
                case 2 ->
                    good.with("Content-Length", String.valueOf(random.nextInt(2000)))
                            .bytes();
                default -> good.with("Content-Type", "text/html").bytes();
            };
        }
    },
    IDENTIFIERS_SWAPPED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            List<String> two = new ArrayList<>(SWAPPABLE);
            Collections.shuffle(two, random);
            JsonNode first = json.path(two.get(0));
            json.set(two.get(0), json.path(two.get(1)));
            json.set(two.get(1), first);
            return good.saying(json.toString()).bytes();
        }
    },
    IDENTIFIER_CHANGED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            switch (random.nextInt(7)) {
                case 0 -> json.put("numero_brouillon", "B-2026-" + random.nextInt(1_000_000));
                case 1 -> json.put("reference_libre", "PSR-" + random.nextInt(1_000_000));
                case 2 -> json.put("siret", picked(random, "73282932000082", "55208131766522", "00000000000000", ""));
                case 3 -> person(json).put("nom", picked(random, "Nguyen Thi", "DURAND", "N", " "));
                case 4 -> person(json).put("date_naissance", "1994-07-%02d".formatted(4 + random.nextInt(20)));
                case 5 -> person(json).put("numero_etranger", "99%08d".formatted(random.nextInt(100_000_000)));
                default -> person(json).putArray("prenoms").add(picked(random, "Marie", "Binh", "Thị"));
            }
            return good.saying(json.toString()).bytes();
        }
    },
    REQUIRED_MISSING {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            json.remove(REQUIRED.get(random.nextInt(REQUIRED.size())));
            return good.saying(json.toString()).bytes();
        }
    },
    NULL_INSTEAD {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            json.putNull(REQUIRED.get(random.nextInt(REQUIRED.size())));
            return good.saying(random.nextInt(10) == 0 ? "null" : json.toString())
                    .bytes();
        }
    },
    TYPE_CHANGED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            String member = REQUIRED.get(random.nextInt(REQUIRED.size()));
            JsonNode value = json.path(member);
            switch (random.nextInt(5)) {
                case 0 -> json.putArray(member).add(value);
                case 1 -> json.putObject(member).set("valeur", value);
                case 2 -> json.put(member, true);
                case 3 -> json.put(member, random.nextInt());
                default -> json.put(member, value.toString());
            }
            return good.saying(random.nextInt(10) == 0 ? "[" + good.body() + "]" : json.toString())
                    .bytes();
        }
    },
    MEMBER_DUPLICATED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            String member = SWAPPABLE.get(random.nextInt(SWAPPABLE.size()));
            String second = "\"" + member + "\":\"X-" + random.nextInt(1000) + "\"";
            String body = good.body();
            return good.saying(
                            random.nextBoolean()
                                    ? "{" + second + "," + body.substring(1)
                                    : body.substring(0, body.length() - 1) + "," + second + "}")
                    .bytes();
        }
    },
    WRAPPED {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            String body = good.body();
            return good.saying(picked(
                            random,
                            "<html><body><pre>" + body + "</pre></body></html>",
                            "<!-- " + body + " -->",
                            body + "<script></script>",
                            "for(;;);" + body,
                            "\uFEFF" + body,
                            body + body,
                            "callback(" + body + ")",
                            "{\"data\":" + body + "}"))
                    .bytes();
        }
    },
    OF_ANOTHER_PERSON {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            elsewhere(json, random);
            person(json).put("nom", "DIALLO").put("date_naissance", "1988-02-%02d".formatted(1 + random.nextInt(28)));
            person(json).putArray("prenoms").add("Awa");
            return good.saying(json.toString()).bytes();
        }
    },
    OF_ANOTHER_EMPLOYER {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            elsewhere(json, random);
            json.put("siret", "55208131766522");
            return good.saying(json.toString()).bytes();
        }
    },
    /** Not a mutation of what is said: white space, order, escapes, names of headers, members that we do not know. */
    WRITTEN_OTHERWISE {
        @Override
        byte[] of(GoodReceipt good, Random random) {
            ObjectNode json = tree(good);
            return switch (random.nextInt(6)) {
                case 0 -> good.saying(json.toPrettyString()).bytes();
                case 1 -> good.saying(shuffled(json, random).toString()).bytes();
                case 2 -> good.saying(escaped(good.body())).bytes();
                case 3 ->
                    good.saying(json.put("nouveau_membre", random.nextInt()).toString())
                            .bytes();
                case 4 -> good.with("x-relais", "r" + random.nextInt(99)).bytes();
                default -> good.saying("\n\t " + good.body() + " \r\n").bytes();
            };
        }
    };

    private static final List<String> SWAPPABLE =
            List.of("numero_depot", "numero_brouillon", "reference_libre", "siret");
    private static final List<String> REQUIRED =
            List.of("numero_depot", "numero_brouillon", "reference_libre", "date_enregistrement", "siret", "salarie");

    /** The bytes of a mutated answer. */
    abstract byte[] of(GoodReceipt good, Random random);

    boolean keepsMeaning() {
        return this == WRITTEN_OTHERWISE;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode tree(GoodReceipt good) {
        return (ObjectNode) good.json();
    }

    private static ObjectNode person(ObjectNode json) {
        return (ObjectNode) json.path("salarie");
    }

    /** Another file's numbers, or only its reference, or none of them. */
    private static void elsewhere(ObjectNode json, Random random) {
        int depth = random.nextInt(3);
        if (depth > 0) {
            json.put("reference_libre", "PSR-" + random.nextInt(1_000_000));
        }
        if (depth > 1) {
            json.put("numero_depot", "D-2026-0099999")
                    .put("numero_brouillon", "B-2026-0099999")
                    .remove("attestation");
        }
    }

    private static ObjectNode shuffled(ObjectNode json, Random random) {
        List<String> names = new ArrayList<>(json.propertyNames());
        Collections.shuffle(names, random);
        ObjectNode other = JsonMapper.shared().createObjectNode();
        names.forEach(name -> other.set(name, json.path(name)));
        return other;
    }

    private static String escaped(String body) {
        StringBuilder escaped = new StringBuilder();
        body.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }

    private static String picked(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
