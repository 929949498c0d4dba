package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Facts;
import fr.passerelle.permits.Permit.Authorisation;
import fr.passerelle.permits.Permit.Employment;
import fr.passerelle.permits.Permit.Given;
import fr.passerelle.permits.Permit.Paper;
import fr.passerelle.permits.Permit.Renewal;
import fr.passerelle.permits.Permit.Title;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says of a permit: a resident card of ten years that ends in 2030, unless told otherwise. */
public final class PermitBuilder {
    private ClientReference worker = new ClientReference("w-1");
    private @Nullable String code = "RESIDENT_10";
    private @Nullable LocalDate validFrom = LocalDate.of(2020, 6, 1);
    private @Nullable LocalDate validTo = LocalDate.of(2030, 5, 31);
    private final List<Paper> papers = new ArrayList<>();
    private @Nullable Renewal renewal;
    private @Nullable Authorisation authorisation;
    private @Nullable LocalDate start = LocalDate.of(2021, 1, 4);
    private @Nullable LocalDate end;
    private @Nullable String department = "75";
    private Map<String, String> metadata = Map.of();

    public PermitBuilder ofWorker(String reference) {
        worker = new ClientReference(reference);
        return this;
    }

    public PermitBuilder titled(String titleCode) {
        code = titleCode;
        return this;
    }

    public PermitBuilder untitled() {
        code = null;
        return this;
    }

    public PermitBuilder valid(@Nullable LocalDate from, @Nullable LocalDate to) {
        validFrom = from;
        validTo = to;
        return this;
    }

    public PermitBuilder until(LocalDate last) {
        validTo = last;
        return this;
    }

    public PermitBuilder with(Paper paper) {
        papers.add(paper);
        return this;
    }

    /** A {@code récépissé} of renewal with the words that give the right. */
    public PermitBuilder withReceipt(LocalDate from, LocalDate to) {
        return with(new Paper(Facts.Paper.Kind.RENEWAL_RECEIPT, "R-1", from, to, true));
    }

    public PermitBuilder renewedOn(LocalDate day) {
        renewal = new Renewal(day);
        return this;
    }

    public PermitBuilder authorisedUntil(LocalDate day) {
        authorisation = new Authorisation("AT-1", ContractKind.PERMANENT, "salarie", null, day);
        return this;
    }

    public PermitBuilder employed(@Nullable LocalDate from, @Nullable LocalDate to) {
        start = from;
        end = to;
        return this;
    }

    public PermitBuilder workingIn(String where) {
        department = where;
        return this;
    }

    public PermitBuilder noting(String key, String value) {
        metadata = Map.of(key, value);
        return this;
    }

    public Given given() {
        return new Given(
                worker,
                "MA",
                null,
                null,
                code == null ? null : new Title(code, null, null, "9912345678", validFrom, validTo, null, "75", null),
                papers,
                renewal,
                new Employment("c-1", null, Facts.Contract.Kind.PERMANENT, start, end, null, true, department),
                authorisation,
                metadata);
    }
}
