package fr.passerelle.platform;

import fr.passerelle.platform.PlatformUnavailable.Fault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;

/**
 * One page of a list of files.
 *
 * @param number from 1 on
 * @param pages how many there are
 * @param total how many files, by the portal's count
 */
public record FilePage(List<FileSummary> files, int number, int pages, int total) {
    /** A longer list is an error, since a list read in part proves no absence. */
    private static final int MOST_PAGES = 20;

    public FilePage {
        files = List.copyOf(files);
    }

    /**
     * All pages as one list. A file that a newer one pushed onto the next page while we read comes twice, and is kept
     * once; a list shorter than the portal's own count is no list, since absence from it would prove nothing.
     *
     * @param read a page by its number
     */
    static Mono<List<FileSummary>> all(IntFunction<Mono<FilePage>> read) {
        return read.apply(1)
                .expand(page -> page.isLast() ? Mono.empty() : page.next(read))
                .collectList()
                .map(FilePage::joined);
    }

    private boolean isLast() {
        return number >= pages;
    }

    private Mono<FilePage> next(IntFunction<Mono<FilePage>> read) {
        return number < MOST_PAGES ? read.apply(number + 1) : Mono.error(unusable());
    }

    private static List<FileSummary> joined(Collection<FilePage> pages) {
        Map<DepositNumber, FileSummary> files = new LinkedHashMap<>();
        pages.forEach(page -> page.files.forEach(file -> files.put(file.deposit(), file)));
        if (pages.stream().anyMatch(page -> page.total > files.size())) {
            throw unusable();
        }
        return List.copyOf(files.values());
    }

    private static PlatformUnavailable unusable() {
        return new PlatformUnavailable("files", Fault.UNUSABLE_ANSWER, null);
    }
}
