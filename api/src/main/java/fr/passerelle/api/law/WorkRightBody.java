package fr.passerelle.api.law;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.http.JsonLines;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.right.Facts.AsylumClaim;
import fr.passerelle.law.right.Facts.Authorisation;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.Field;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Paper;
import fr.passerelle.law.right.Facts.Posting;
import fr.passerelle.law.right.Facts.Residence;
import fr.passerelle.law.right.PostChange;
import fr.passerelle.law.time.Territory;
import fr.passerelle.requests.RequestType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A question on work right. It names nobody, and nothing of it is kept. */
record WorkRightBody(
        @Nullable String reference,
        @Nullable LocalDate day,
        @Nullable String nationality,
        @Nullable Residence residence,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate inFranceSince,
        @Nullable TitleBody title,
        @Nullable PaperBody paper,
        @Nullable Boolean renewalInTime,
        @Nullable Integer hoursWorked,
        @Nullable AsylumBody asylum,
        @Nullable Boolean registeredJobseeker,
        @Nullable OfferedBody contract,
        @Nullable GrantedBody authorisation,
        @Nullable ChangeBody change)
        implements Checked, JsonLines.Named {
    private static final int MOST_HOURS = 9999;
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,2})?");

    record TitleBody(
            @Nullable String code,
            @Nullable String type,
            @Nullable String mention,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable LocalDate firstIssuedOn,
            @Nullable String department,
            @Nullable Boolean workMention) {
        void check(Errors errors) {
            Rules.line(errors, "code", code);
            Rules.line(errors, "type", type);
            Rules.line(errors, "mention", mention);
            isDepartment(errors, department);
            inOrder(errors, "valid_to", validFrom, validTo);
        }

        HeldTitle toTitle() {
            return new HeldTitle(code, type, mention, validFrom, validTo, firstIssuedOn, department, workMention);
        }
    }

    record PaperBody(
            Paper.@Nullable Kind kind,
            @Nullable LocalDate validTo,
            @Nullable Boolean workMention) {}

    record AsylumBody(
            @Nullable LocalDate introducedOn, @Nullable Boolean decided) {}

    record PostingBody(
            Posting.@Nullable Kind kind,
            @Nullable Boolean fromEurope,
            @Nullable Boolean regularlyEmployed) {}

    record OfferedBody(
            Contract.@Nullable Kind type,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable Integer hours,
            @Nullable Field field,
            @Nullable PostingBody posting,
            @Nullable Boolean matchesTitle,
            @Nullable Boolean inProgress,
            @Nullable String department) {
        void check(Errors errors) {
            isDepartment(errors, department);
            inRange(errors, "hours", hours);
            inOrder(errors, "end", start, end);
        }

        Contract toContract() {
            Posting posted = posting == null
                    ? null
                    : new Posting(posting.kind(), posting.fromEurope(), posting.regularlyEmployed());
            return new Contract(type, start, end, hours, field, posted, matchesTitle, inProgress, department);
        }
    }

    record GrantedBody(
            @Nullable ContractKind contract,
            @Nullable RequestType requestType,
            @Nullable LocalDate validTo) {}

    record PostBody(
            @Nullable String employer,
            @Nullable String job,
            @Nullable String department,
            @Nullable String weeklyHours,
            Contract.@Nullable Kind contract) {
        void check(Errors errors) {
            Rules.line(errors, "employer", employer);
            Rules.line(errors, "job", job);
            isDepartment(errors, department);
            Rules.matches(errors, "weekly_hours", weeklyHours, HOURS);
        }

        PostChange.Post toPost() {
            return new PostChange.Post(
                    employer, job, department, weeklyHours == null ? null : new BigDecimal(weeklyHours), contract);
        }
    }

    record ChangeBody(@Nullable PostBody from, @Nullable PostBody to) {
        void check(Errors errors) {
            if (errors.required("from", from) != null) {
                Rules.given(from).check(errors.at("from"));
            }
            if (errors.required("to", to) != null) {
                Rules.given(to).check(errors.at("to"));
            }
        }
    }

    @Override
    public void check(Errors errors) {
        Rules.reference(errors, "reference", reference);
        Rules.country(errors, "nationality", nationality);
        inRange(errors, "hours_worked", hoursWorked);
        if (title != null) {
            title.check(errors.at("title"));
        }
        if (paper != null) {
            errors.at("paper").required("kind", paper.kind());
        }
        if (contract != null) {
            contract.check(errors.at("contract"));
        }
        if (change != null) {
            change.check(errors.at("change"));
        }
    }

    private static void isDepartment(Errors errors, @Nullable String code) {
        if (code != null && Territory.of(code).isEmpty()) {
            errors.at("department").add("unknown_department");
        }
    }

    private static void inRange(Errors errors, String member, @Nullable Integer hours) {
        if (hours != null && (hours < 0 || hours > MOST_HOURS)) {
            errors.at(member).add("out_of_range", Map.of("min", 0, "max", MOST_HOURS));
        }
    }

    private static void inOrder(Errors errors, String member, @Nullable LocalDate start, @Nullable LocalDate end) {
        if (start != null && end != null && end.isBefore(start)) {
            errors.at(member).add("before_start");
        }
    }

    Facts toFacts(LocalDate today) {
        return new Facts(
                day == null ? today : day,
                nationality,
                residence,
                birthDate,
                inFranceSince,
                title == null ? null : title.toTitle(),
                paper == null ? null : new Paper(Rules.given(paper.kind()), paper.validTo(), paper.workMention()),
                renewalInTime,
                hoursWorked,
                asylum == null ? null : new AsylumClaim(asylum.introducedOn(), asylum.decided()),
                registeredJobseeker,
                contract == null ? Contract.UNKNOWN : contract.toContract(),
                authorisation == null ? null : granted(authorisation));
    }

    private static Authorisation granted(GrantedBody granted) {
        RequestType type = granted.requestType();
        return new Authorisation(granted.contract(), type == null ? null : type.code(), granted.validTo());
    }

    @Nullable
    PostChange toChange() {
        return change == null
                ? null
                : new PostChange(
                        Rules.given(change.from()).toPost(),
                        Rules.given(change.to()).toPost());
    }
}
