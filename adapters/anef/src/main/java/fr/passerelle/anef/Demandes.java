package fr.passerelle.anef;

import fr.passerelle.platform.FilePage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list of files on the wire. */
record Demandes(
        @Nullable List<@Nullable Demande> demandes,
        @Nullable Integer page,
        @Nullable Integer pages,
        @Nullable Integer total) {

    FilePage filePage() {
        return new FilePage(
                Wire.list(Wire.given(demandes, "demandes")).stream()
                        .map(Demande::summary)
                        .toList(),
                Wire.given(page, "page"),
                Wire.given(pages, "pages"),
                Wire.given(total, "total"));
    }
}
