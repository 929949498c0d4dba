package fr.passerelle.api.requests;

import fr.passerelle.api.law.BasisView;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.needs.Known;
import fr.passerelle.law.needs.LabourMarket;
import fr.passerelle.law.needs.MinimumWage.Amount;
import fr.passerelle.law.needs.Pay;
import fr.passerelle.law.needs.Publication;
import fr.passerelle.law.needs.Routing;
import fr.passerelle.law.needs.Shortages;
import fr.passerelle.platform.FilingForm.OfferPublication;
import fr.passerelle.requests.Needs;
import fr.passerelle.requests.Validation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request needs: what it lacks, and what the law says of it. */
public record NeedsView(
        boolean ready,
        List<RequirementView> missing,
        List<RequirementView> warnings,
        @Nullable LabourMarketView labourMarket,
        @Nullable PayView pay,
        @Nullable RoutingView routing) {

    /** The labour-market test. */
    public record LabourMarketView(
            Known opposable,
            LabourMarket.@Nullable Waiver waiver,
            Shortages.Value shortage,
            Shortages.Reason shortageReason,
            @Nullable OfferView offer,
            Certainty certainty,
            List<BasisView> basis,
            List<String> asks) {
        static LabourMarketView of(LabourMarket.Answer answer, @Nullable OfferPublication offer) {
            return new LabourMarketView(
                    answer.opposable(),
                    answer.waiver(),
                    answer.shortage().value(),
                    answer.shortage().reason(),
                    offer == null || answer.standing() == null ? null : OfferView.of(offer, answer.standing()),
                    answer.certainty(),
                    BasisView.of(answer.basis()),
                    answer.asks());
        }
    }

    /** The publication of the offer, on the day on which it is looked at. */
    public record OfferView(Publication.Standing standing, LocalDate earliestFiling, LocalDate usableUntil) {
        static OfferView of(OfferPublication offer, Publication.Standing standing) {
            Publication published = new Publication(offer.from(), offer.to());
            return new OfferView(standing, published.earliestFiling(), published.usableUntil());
        }
    }

    /** The pay against the minimum wage. */
    public record PayView(
            Pay.Verdict verdict,
            @Nullable String minimum,
            @Nullable LocalDate minimumSince,
            @Nullable String threshold,
            Known aboveThreshold,
            Certainty certainty,
            List<BasisView> basis,
            List<String> asks) {
        static PayView of(Pay.Answer answer) {
            Amount minimum = answer.minimum();
            Amount threshold = answer.threshold();
            return new PayView(
                    answer.verdict(),
                    minimum == null ? null : minimum.euros().toPlainString(),
                    minimum == null ? null : minimum.since(),
                    threshold == null ? null : threshold.euros().toPlainString(),
                    answer.aboveThreshold(),
                    answer.certainty(),
                    BasisView.of(answer.basis()),
                    answer.asks());
        }
    }

    /** Who files, whose prefect decides, which platform examines. */
    public record RoutingView(
            Routing.Filer filer,
            List<BasisView> filerBasis,
            @Nullable String prefectDepartment,
            Certainty prefectCertainty,
            List<BasisView> prefectBasis,
            String platform,
            @Nullable String platformCandidate,
            Certainty platformCertainty,
            List<String> asks) {
        static RoutingView of(Routing.Answer answer) {
            Routing.Examiner platform = answer.platform();
            return new RoutingView(
                    answer.filer(),
                    BasisView.of(answer.filerBasis()),
                    answer.prefect().department(),
                    answer.prefect().certainty(),
                    BasisView.of(answer.prefect().basis()),
                    Objects.requireNonNullElse(platform.code(), "unknown"),
                    platform.candidate(),
                    platform.certainty(),
                    answer.prefect().asks());
        }
    }

    static NeedsView of(Validation.Answered found, Locale language) {
        List<RequirementView> missing = new ArrayList<>();
        found.blockers().forEach(blocker -> missing.add(RequirementView.of(blocker, language)));
        if (found.approvalMissing()) {
            missing.add(RequirementView.approvalMissing(language));
        }
        missing.addAll(RequirementView.missing(found.needs().completeness().missing(), language));
        Needs needs = found.needs();
        Needs.Law law = needs.law();
        return new NeedsView(
                found.isReady(),
                missing,
                RequirementView.warnings(needs.completeness().warnings(), found.acknowledged(), language),
                law == null ? null : LabourMarketView.of(law.labourMarket(), found.offer()),
                law == null ? null : PayView.of(law.pay()),
                law == null ? null : RoutingView.of(law.routing()));
    }
}
