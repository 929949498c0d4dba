package fr.passerelle.law.right;

import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Facts.AsylumClaim;
import fr.passerelle.law.right.Facts.Authorisation;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.Field;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Paper;
import fr.passerelle.law.right.Facts.Posting;
import fr.passerelle.law.right.Facts.Residence;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Builds facts: a Moroccan who lives in France, asked about on 23 November 2026, unless said otherwise. */
public final class Person {
    static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final LocalDate LATER = LocalDate.parse("2028-01-31");

    private LocalDate on = TODAY;
    private @Nullable String nationality = "MA";
    private @Nullable Residence residence = Residence.FRANCE;
    private @Nullable LocalDate birthDate;
    private @Nullable LocalDate inFranceSince;
    private @Nullable HeldTitle title;
    private @Nullable Paper paper;
    private @Nullable Boolean renewalInTime;
    private @Nullable Integer hoursWorked;
    private @Nullable AsylumClaim asylum;
    private @Nullable Boolean jobseeker;
    private Contract contract = Contract.UNKNOWN;
    private @Nullable Authorisation authorisation;

    static Person from(@Nullable String nationality) {
        Person person = new Person();
        person.nationality = nationality;
        return person;
    }

    /** A title that is valid long after the day asked about. */
    static Person holding(String code) {
        return holding(code, LATER.toString());
    }

    static Person holding(String code, @Nullable String validTo) {
        return new Person().with(code, validTo);
    }

    Person with(String code, @Nullable String validTo) {
        title = new HeldTitle(code, null, null, null, day(validTo), null, null, null);
        return this;
    }

    Person titled(HeldTitle held) {
        title = held;
        return this;
    }

    Person on(String day) {
        on = LocalDate.parse(day);
        return this;
    }

    Person abroad() {
        residence = Residence.ABROAD;
        return this;
    }

    Person living(@Nullable Residence where) {
        residence = where;
        return this;
    }

    Person born(String day) {
        birthDate = day(day);
        return this;
    }

    Person inFranceSince(String day) {
        inFranceSince = day(day);
        return this;
    }

    Person showing(Paper.Kind kind, @Nullable String validTo, @Nullable Boolean mention) {
        paper = new Paper(kind, day(validTo), mention);
        return this;
    }

    Person renewed(@Nullable Boolean inTime) {
        renewalInTime = inTime;
        return this;
    }

    Person worked(@Nullable Integer hours) {
        hoursWorked = hours;
        return this;
    }

    Person claimedAsylum(@Nullable String introducedOn, @Nullable Boolean decided) {
        asylum = new AsylumClaim(day(introducedOn), decided);
        return this;
    }

    Person registeredJobseeker() {
        jobseeker = true;
        return this;
    }

    Person hired(Contract.Kind type) {
        return offered(new Contract(type, null, null, null, null, null, null, null, null));
    }

    Person hired(Contract.Kind type, @Nullable Integer hours) {
        return offered(new Contract(type, null, null, hours, null, null, null, null, null));
    }

    Person hiredIn(String department) {
        return offered(new Contract(Contract.Kind.PERMANENT, null, null, null, null, null, null, null, department));
    }

    Person issuedIn(String code, String department) {
        return titled(new HeldTitle(code, null, null, null, LATER, null, department, null));
    }

    Person seasonal(@Nullable String start, @Nullable String end) {
        return offered(new Contract(Contract.Kind.SEASONAL, day(start), day(end), null, null, null, null, null, null));
    }

    Person matching(@Nullable Boolean matches) {
        return offered(new Contract(Contract.Kind.PERMANENT, null, null, null, null, null, matches, null, null));
    }

    Person working(Contract.Kind type, @Nullable String end) {
        return offered(new Contract(type, null, day(end), null, null, null, null, true, null));
    }

    Person posted(Posting.Kind kind, @Nullable Field field, @Nullable String start, @Nullable String end) {
        Posting posting = new Posting(kind, false, null);
        return offered(
                new Contract(Contract.Kind.POSTING, day(start), day(end), null, field, posting, null, null, null));
    }

    Person offered(Contract what) {
        contract = what;
        return this;
    }

    Person authorised(@Nullable ContractKind kind, @Nullable String requestType, @Nullable String validTo) {
        authorisation = new Authorisation(kind, requestType, day(validTo));
        return this;
    }

    Facts facts() {
        return new Facts(
                on,
                nationality,
                residence,
                birthDate,
                inFranceSince,
                title,
                paper,
                renewalInTime,
                hoursWorked,
                asylum,
                jobseeker,
                contract,
                authorisation);
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
