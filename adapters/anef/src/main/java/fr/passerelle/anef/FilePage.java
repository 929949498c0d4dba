package fr.passerelle.anef;

import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of a list of files. */
record FilePage(List<FileSummary> files, int number, int pages, int total) {

    boolean isLast() {
        return number >= pages;
    }

    /**
     * All pages as one list. A file that a newer one pushed onto the next page while we read comes twice, and is kept
     * once; a list shorter than the portal's own count is no list, since absence from it would prove nothing.
     */
    static List<FileSummary> joined(Collection<FilePage> pages) {
        Map<DepositNumber, FileSummary> files = new LinkedHashMap<>();
        pages.forEach(page -> page.files.forEach(file -> files.put(file.deposit(), file)));
        if (pages.stream().anyMatch(page -> page.total > files.size())) {
            throw new UnusableAnswer("fewer files than counted");
        }
        return List.copyOf(files.values());
    }
}
