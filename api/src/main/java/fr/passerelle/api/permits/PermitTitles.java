package fr.passerelle.api.permits;

import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.InvalidBody;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Titles;
import java.util.List;

/** Refuses the codes of titles that our table does not have: what is misspelt would be watched over by the wrong rules. */
public final class PermitTitles {
    private final Titles titles;

    public PermitTitles(LawTables tables) {
        this.titles = new Titles(tables);
    }

    /**
     * Looks at the title of a body.
     *
     * @throws InvalidBody {@code unknown_title}
     */
    void check(PermitBody body) {
        PermitBody.PermitTitleBody title = body.title();
        if (title != null && title.code() != null && titles.find(title.code()).isEmpty()) {
            throw new InvalidBody(List.of(FieldError.at("/title/code", "unknown_title")));
        }
    }
}
