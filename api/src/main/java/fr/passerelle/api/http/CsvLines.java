package fr.passerelle.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * The lines of a table (RFC 4180) in UTF-8, as the JSON documents they stand for. The first line names the columns; commas or, as
 * spreadsheets in French write, semicolons stand between cells. An empty cell is an absent member. A cell holds no line break, so
 * that a quote that is missing spoils its own line alone; and a line has as many cells as there are columns, since one that was cut
 * off would erase what it lacks.
 */
final class CsvLines implements LineFormat {
    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String METADATA = "metadata.";

    private final Columns columns;
    private List<Column> header = List.of();
    private @Nullable ObjectReader cells;

    CsvLines(Columns columns) {
        this.columns = columns;
    }

    /** A column that is there: the steps to its value, and what that is. */
    private record Column(List<String> steps, Columns.Kind kind) {
        static Column of(String name, Columns.Kind kind) {
            return new Column(
                    name.startsWith(METADATA)
                            ? List.of("metadata", name.substring(METADATA.length()))
                            : List.of(name.split("\\.")),
                    kind);
        }

        private Pointer place() {
            Pointer place = Pointer.ROOT;
            for (String step : steps) {
                place = place.child(step);
            }
            return place;
        }

        private JsonNode value(String cell) {
            if (kind == Columns.Kind.INTEGER && cell.matches("-?\\d{1,9}")) {
                return NODES.numberNode(Integer.parseInt(cell));
            }
            boolean isBoolean = kind == Columns.Kind.BOOLEAN && (cell.equals("true") || cell.equals("false"));
            return isBoolean ? NODES.booleanNode(cell.equals("true")) : NODES.stringNode(cell);
        }
    }

    @Override
    public Optional<JsonNode> read(byte[] line, Errors errors) {
        String text = text(line);
        if (cells == null) {
            begin(text);
            return Optional.empty();
        }
        List<String> row = cells(cells, text);
        if (row.size() != header.size()) {
            throw new ApiProblem(ProblemCode.MALFORMED_CSV);
        }
        return Optional.of(document(row, errors));
    }

    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException e) {
            throw new ApiProblem(ProblemCode.MALFORMED_CSV);
        }
    }

    private void begin(String first) {
        String text = first.startsWith("\uFEFF") ? first.substring(1) : first;
        char separator = text.indexOf(';') >= 0 ? ';' : ',';
        ObjectReader reader = MAPPER.readerForListOf(String.class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator));
        Errors errors = Errors.ofBody();
        Set<String> taken = new HashSet<>();
        List<Column> found = new ArrayList<>();
        for (String name : names(reader, text)) {
            Columns.Kind kind = columns.kind(name).orElse(null);
            if (kind == null) {
                errors.at(name).add("unknown_column");
            } else if (!taken.add(name)) {
                errors.at(name).add("duplicate_member");
            } else {
                found.add(Column.of(name, kind));
            }
        }
        if (!errors.isEmpty()) {
            throw new UnreadableTable(ProblemCode.INVALID_BODY, errors.all());
        }
        header = List.copyOf(found);
        cells = reader;
    }

    /** No line can be read. */
    static final class UnreadableTable extends ApiProblem {
        private static final long serialVersionUID = 1L;

        private UnreadableTable(ProblemCode code, List<FieldError> errors) {
            super(code, Content.NONE.with(errors));
        }
    }

    private static List<String> names(ObjectReader reader, String line) {
        try {
            return cells(reader, line);
        } catch (ApiProblem malformed) {
            throw new UnreadableTable(malformed.code(), List.of());
        }
    }

    private static List<String> cells(ObjectReader reader, String line) {
        try (MappingIterator<List<String>> rows = reader.readValues(line)) {
            List<String> row = rows.hasNextValue() ? rows.nextValue() : List.of();
            if (rows.hasNextValue()) {
                throw new ApiProblem(ProblemCode.MALFORMED_CSV);
            }
            return row;
        } catch (JacksonException e) {
            throw new ApiProblem(ProblemCode.MALFORMED_CSV);
        }
    }

    private JsonNode document(List<String> row, Errors errors) {
        ObjectNode document = NODES.objectNode();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            if (!cell.isEmpty()) {
                Column column = header.get(i);
                note(cell, column, errors);
                put(document, column, cell);
            }
        }
        return withLists(document);
    }

    private static void note(String cell, Column column, Errors errors) {
        Optional<String> fault = TextFaults.in(cell);
        if (fault.isPresent()) {
            errors.addAt(column.place(), FieldError.at("", fault.get()));
        }
    }

    private static void put(ObjectNode document, Column column, String cell) {
        ObjectNode holder = document;
        List<String> steps = column.steps();
        for (String step : steps.subList(0, steps.size() - 1)) {
            holder = holder.has(step) ? (ObjectNode) holder.path(step) : holder.putObject(step);
        }
        holder.set(steps.getLast(), column.value(cell));
    }

    /** What is named by numbers is a list, of the elements that are there. */
    private static ObjectNode withLists(ObjectNode document) {
        for (String name : List.copyOf(document.propertyNames())) {
            JsonNode member = document.path(name);
            boolean isList = member.isObject()
                    && !name.equals("metadata")
                    && member.propertyNames().stream().allMatch(step -> step.matches("\\d+"));
            if (isList) {
                ArrayNode list = NODES.arrayNode();
                member.forEach(list::add);
                document.set(name, list);
            }
        }
        return document;
    }
}
