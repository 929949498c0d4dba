package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.RequiredDocuments;
import fr.passerelle.law.RequiredDocuments.Row;
import fr.passerelle.law.needs.Departments;
import fr.passerelle.law.needs.Known;
import fr.passerelle.law.needs.LabourMarket;
import fr.passerelle.law.needs.MinimumWage;
import fr.passerelle.law.needs.Pay;
import fr.passerelle.law.needs.Publication;
import fr.passerelle.law.needs.Routing;
import fr.passerelle.law.needs.Shortages;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.FilingForm.OfferPublication;
import fr.passerelle.requests.Completeness.Gap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a request needs before it is filed, by the tables of the law: read once, asked often.
 *
 * <p>Only what a text or a page of the administration certainly asks for stands in the way; all else warns.
 */
public final class Requirements {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DocumentType MANDATE = new DocumentType("mandate");
    private static final DocumentType PUBLICATION_PROOF = new DocumentType("offer_publication_proof");

    private final RequiredDocuments documents;
    private final Departments departments;
    private final LabourMarket labourMarket;
    private final Pay pay;
    private final Routing routing;

    public Requirements(LawTables tables) {
        this.documents = new RequiredDocuments(tables);
        this.departments = new Departments(tables);
        this.labourMarket = new LabourMarket(new Shortages(tables));
        this.pay = new Pay(new MinimumWage(tables));
        this.routing = new Routing(tables);
    }

    /** Looks at a request as it would be filed on the given day. */
    public Needs of(Dossier dossier, LocalDate day) {
        Worker worker = dossier.worker();
        if (worker == null) {
            return new Needs(new Completeness(List.of(Gap.field("/worker")), List.of()), null);
        }
        LawFacts facts = new LawFacts(dossier.request().content(), dossier.employer(), worker.profile(), day);
        Needs.Law law = law(facts);
        Findings findings = new Findings();
        fields(facts.content(), findings);
        papers(facts, findings);
        TypeRules.apply(facts, findings);
        pay(facts, law.pay(), findings);
        offer(facts.content(), law.labourMarket(), findings);
        documents(facts, law, dossier, findings);
        return new Needs(findings.completeness(), law);
    }

    private Needs.Law law(LawFacts facts) {
        Pay.Answer paid = pay.of(facts.pay());
        return new Needs.Law(
                labourMarket.of(facts.labourMarket(paid.aboveThreshold(), departments.region(facts.workplace()))),
                paid,
                routing.of(facts.routing()));
    }

    private static void fields(RequestContent content, Findings findings) {
        RequestContent.Terms terms = content.contract();
        findings.missingUnless(content.residesInFrance() != null, "/residence_at_filing");
        findings.missingUnless(content.establishment() != null, "/siret");
        findings.missingUnless(content.signatory() != null, "/signatory");
        findings.missingUnless(content.job() != null, "/job");
        findings.missingUnless(content.contractType() != null, "/contract/type");
        findings.missingUnless(content.start() != null, "/contract/start");
        findings.missingUnless(!endIsNeeded(content) || content.end() != null, "/contract/end");
        findings.missingUnless(terms != null && terms.weeklyHours() != null, "/contract/weekly_hours");
        findings.missingUnless(terms != null && terms.grossMonthlyPay() != null, "/contract/gross_monthly_pay");
        findings.missingUnless(!content.workplaces().isEmpty() || content.itinerant(), "/workplaces");
        findings.missingUnless(content.type() != RequestType.SAISONNIER || content.housing() != null, "/housing");
        findings.missingUnless(
                !isAboutEarlierOne(content) || content.previousAuthorisation() != null, "/previous_authorisation");
    }

    private static boolean isAboutEarlierOne(RequestContent content) {
        return content.renewal() || TypeRules.needsPrevious(content.type());
    }

    private static boolean endIsNeeded(RequestContent content) {
        ContractType type = content.contractType();
        return type == ContractType.FIXED_TERM
                || type == ContractType.SEASONAL
                || (type != null && TypeRules.needsEnd(content.type()));
    }

    private static void papers(LawFacts facts, Findings findings) {
        Worker.Profile worker = facts.worker();
        LocalDate day = facts.day();
        LocalDate start = facts.content().start();
        Known inFrance = facts.livesInFrance();
        findings.doubtUnless(
                inFrance != Known.NO
                        || worker.identifier(Identifier.Kind.PASSPORT, day).isPresent(),
                "passport_missing",
                "/worker");
        findings.doubtUnless(
                inFrance != Known.YES
                        || worker.identifier(Identifier.Kind.FOREIGNER_NUMBER, day)
                                .isPresent(),
                "foreigner_number_missing",
                "/worker");
        findings.doubtUnless(worker.birthDate().day() != null, "birth_date_partial", "/worker");
        findings.doubtUnless(start == null || !start.isBefore(day), "start_in_the_past", "/contract/start");
        findings.doubtUnless(
                facts.content().workplaces().isEmpty() || facts.workplace() != null,
                "workplace_department_unknown",
                "/workplaces");
    }

    private static void pay(LawFacts facts, Pay.Answer answer, Findings findings) {
        MinimumWage.Amount minimum = answer.minimum();
        if (answer.verdict() == Pay.Verdict.BELOW && minimum != null) {
            findings.byCertainty(Gap.rule(
                    "pay_below_minimum",
                    "/contract/gross_monthly_pay",
                    answer.basis(),
                    answer.certainty(),
                    Map.of(
                            "minimum", minimum.euros().toPlainString(),
                            "day", facts.pay().day().toString())));
        }
    }

    /** What is wrong with the offer stands in the way where the test may surely be held against the request. */
    private static void offer(RequestContent content, LabourMarket.Answer answer, Findings findings) {
        OfferPublication offer = content.offer();
        if (answer.opposable() == Known.NO) {
            return;
        }
        if (offer == null) {
            if (answer.opposable() == Known.YES) {
                findings.byCertainty(Gap.rule("offer_missing", "/offer", answer.basis(), answer.certainty(), Map.of()));
            }
            return;
        }
        Publication published = new Publication(offer.from(), offer.to());
        if (answer.standing() != null && answer.standing() != Publication.Standing.USABLE) {
            findings.byCertainty(Gap.rule(
                    "offer_" + RequestState.lower(answer.standing()),
                    "/offer",
                    answer.basis(),
                    answer.certainty(),
                    Map.of(
                            "earliest", published.earliestFiling().toString(),
                            "until", published.usableUntil().toString())));
        }
    }

    private void documents(LawFacts facts, Needs.Law law, Dossier dossier, Findings findings) {
        Boolean inFrance = facts.content().residesInFrance();
        if (inFrance == null) {
            return;
        }
        Map<DocumentType, Document> held = dossier.documents().stream()
                .collect(Collectors.toMap(Document::type, Function.identity(), (one, _) -> one));
        boolean isMandated = Mandate.anyCovers(dossier.mandates(), facts.day());
        for (Row row : documents.of(facts.content().type().documentCase(inFrance), facts.day())) {
            Known needed = isNeeded(row.decidedBy(), facts, law);
            boolean isHeldAlready = row.type().equals(MANDATE) && isMandated;
            if (needed != Known.NO && !isHeldAlready) {
                document(row, needed, Optional.ofNullable(held.get(row.type())), facts.day(), findings);
            }
        }
    }

    private static void document(Row row, Known needed, Optional<Document> held, LocalDate day, Findings findings) {
        boolean blocks = needed == Known.YES && row.certainty().mayBlock();
        if (held.isEmpty()) {
            add(blocks, Gap.missing(row), Gap.warning("document_expected", row), findings);
        } else if (row.greatestAge() != null && !row.type().equals(PUBLICATION_PROOF)) {
            LocalDate uploaded = held.get().uploadedAt().atZone(PARIS).toLocalDate();
            if (row.isTooOld(uploaded, day)) {
                add(blocks, Gap.document("document_too_old", row), Gap.warning("document_too_old", row), findings);
            } else {
                findings.warning(Gap.warning("document_date_unchecked", row));
            }
        }
    }

    private static void add(boolean blocks, Gap missing, Gap warning, Findings findings) {
        if (blocks) {
            findings.missing(missing);
        } else {
            findings.warning(warning);
        }
    }

    /** Whoever files through us files for another; whether the platform wants the mandate with it was not read. */
    private static Known isNeeded(RequiredDocuments.Condition condition, LawFacts facts, Needs.Law law) {
        return switch (condition) {
            case ALWAYS -> Known.YES;
            case LABOUR_MARKET_TEST -> law.labourMarket().opposable();
            case REGULATED_PROFESSION -> isRegulated(facts.content());
            case PRIVATE_EMPLOYER -> Known.of(facts.employer().profile().kind() == Employer.Kind.PRIVATE_INDIVIDUAL);
            case LIVES_IN_FRANCE -> facts.livesInFrance();
            case LIVES_ABROAD -> facts.livesInFrance() == Known.YES ? Known.NO : Known.YES;
            case STUDENT_APPRENTICE ->
                facts.content().contractType() == ContractType.APPRENTICESHIP ? Known.UNKNOWN : Known.NO;
            case FILED_BY_ANOTHER, NOT_READ -> Known.UNKNOWN;
        };
    }

    private static Known isRegulated(RequestContent content) {
        return content.job() == null ? Known.UNKNOWN : Known.of(content.job().regulatedProfession());
    }
}
