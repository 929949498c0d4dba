package fr.passerelle.api.law;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.NotByChange;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.ids.Paging;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.ReferenceEntry;
import fr.passerelle.law.ReferenceTable;
import fr.passerelle.law.ReferenceTables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The tables that clients choose codes from. They change with a new version, or a new file of the operator's, and so rarely. */
@RestController
final class ReferenceController {
    /** Another form of the same entries is another representation. */
    private static final String FORM = "1";

    private static final int LONGEST_SEARCH = 100;

    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();

    private final ReferenceTables tables;

    ReferenceController(ReferenceTables tables) {
        this.tables = tables;
    }

    /** A page of a table. */
    record ReferencePage(
            boolean provided,
            List<EntryView> items,
            @Nullable String nextCursor) {}

    /** An entry; what its source does not say is absent. */
    record EntryView(
            String code,
            LabelView label,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            String source,
            Certainty certainty,
            Map<String, String> details) {
        static EntryView of(ReferenceEntry entry) {
            return new EntryView(
                    entry.code(),
                    new LabelView(entry.french(), entry.english()),
                    entry.validFrom(),
                    entry.validTo(),
                    entry.source(),
                    entry.certainty(),
                    entry.details());
        }
    }

    /** A label in the languages in which its source, or we, have it. */
    record LabelView(@Nullable String fr, @Nullable String en) {}

    /** An entry, and its place among those that were asked for. */
    private record Placed(ReferenceEntry entry, int index) {}

    @GetMapping("/v1/reference/{table}")
    Mono<ResponseEntity<ReferencePage>> entries(
            @PathVariable String table,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable LocalDate on,
            @NotByChange PageQuery page) {
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw ApiProblem.invalidParameter("q", "too_long");
        }
        return Mono.just(tables.named(table)
                .map(found -> answer(found, found.find(Optional.ofNullable(q), Optional.ofNullable(on)), page))
                .orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND)));
    }

    private static ResponseEntity<ReferencePage> answer(
            ReferenceTable table, List<ReferenceEntry> found, PageQuery query) {
        UUID version = UUID.nameUUIDFromBytes(table.digest().getBytes(StandardCharsets.UTF_8));
        List<Placed> asked = from(query.paging(), found, version);
        List<EntryView> views =
                asked.stream().map(placed -> EntryView.of(placed.entry())).toList();
        ResponseEntity<Page<EntryView>> whole = query.answer(views, asked, placed -> place(placed, version));
        Page<EntryView> page = Objects.requireNonNull(whole.getBody());
        return ResponseEntity.ok()
                .headers(whole.getHeaders())
                .cacheControl(AN_HOUR)
                .eTag(table.digest() + "-" + FORM)
                .body(new ReferencePage(table.provided(), page.items(), page.nextCursor()));
    }

    private static List<Placed> from(Paging paging, List<ReferenceEntry> found, UUID version) {
        int first = first(paging.after(), version);
        return IntStream.range(Math.min(first, found.size()), found.size())
                .limit(paging.limit())
                .mapToObj(i -> new Placed(found.get(i), i))
                .toList();
    }

    /** A cursor stands in the table as it was: in another one its place may be another's. */
    private static int first(Paging.@Nullable Place after, UUID version) {
        if (after == null) {
            return 0;
        }
        if (!after.id().equals(version)) {
            throw new ApiProblem(ProblemCode.INVALID_CURSOR);
        }
        return Math.toIntExact(after.updatedAt().getEpochSecond()) + 1;
    }

    /** A place in the house's cursors is an instant and an id: here, the index and the table's version. */
    private static Paging.Place place(Placed placed, UUID version) {
        return new Paging.Place(Instant.ofEpochSecond(placed.index()), version);
    }
}
