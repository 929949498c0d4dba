package fr.passerelle.anef;

import fr.passerelle.parties.Address;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The portal's form, as it goes over the wire. Absent members are not written. */
record Formulaire(
        String siret,
        String referenceLibre,
        String typeDemande,
        String motif,
        @Nullable String numeroAutorisationPrecedente,
        String residence,
        Employeur employeur,
        Salarie salarie,
        Contrat contrat,
        @Nullable Logement logement,
        @Nullable Offre offre,
        @Nullable Partenaire partenaire) {

    static Formulaire of(FilingForm form) {
        return new Formulaire(
                form.establishment().digits(),
                form.reference(),
                form.requestType(),
                form.renewal() ? "renouvellement" : "premiere_demande",
                form.previousAuthorisation(),
                form.residesInFrance() ? "france" : "etranger",
                Employeur.of(form.employer(), form.signatory()),
                Salarie.of(form.worker(), form.papersOn()),
                Contrat.of(form),
                Logement.of(form.housing()),
                Offre.of(form.offer()),
                Partenaire.of(form.counterpart()));
    }

    record Employeur(
            String raisonSociale,
            String siren,
            @Nullable String codeNaf,
            @Nullable String idcc,
            @Nullable Integer effectif,
            String nature,
            Signataire signataire) {

        static Employeur of(Employer.Profile employer, FilingForm.Signatory signatory) {
            return new Employeur(
                    employer.legalName(),
                    employer.siren().digits(),
                    employer.nafCode(),
                    employer.idcc(),
                    employer.headcount(),
                    switch (employer.kind()) {
                        case COMPANY -> "entreprise";
                        case ASSOCIATION -> "association";
                        case PRIVATE_INDIVIDUAL -> "particulier";
                        case PUBLIC -> "public";
                    },
                    new Signataire(signatory.name(), signatory.function(), signatory.email(), signatory.phone()));
        }

        record Signataire(
                String nom,
                String fonction,
                String courriel,
                @Nullable String telephone) {}
    }

    record Salarie(
            String nom,
            @Nullable String nomUsage,
            List<String> prenoms,
            @Nullable String sexe,
            String dateNaissance,
            @Nullable String lieuNaissance,
            @Nullable String paysNaissance,
            List<String> nationalites,
            @Nullable String numeroEtranger,
            @Nullable Passeport passeport,
            @Nullable TitreSejour titreSejour,
            @Nullable String adresse,
            @Nullable String courriel,
            @Nullable String telephone) {

        static Salarie of(Worker.Profile worker, LocalDate day) {
            PersonName name = worker.filedName();
            return new Salarie(
                    name.familyName(),
                    name.usageName(),
                    name.givenNames(),
                    sexe(worker.sex()),
                    worker.birthDate().text(),
                    worker.birthPlace(),
                    worker.birthCountry(),
                    worker.nationalities().stream().map(Nationality::code).toList(),
                    worker.identifier(Identifier.Kind.FOREIGNER_NUMBER, day)
                            .map(Identifier::number)
                            .orElse(null),
                    worker.identifier(Identifier.Kind.PASSPORT, day)
                            .map(Passeport::of)
                            .orElse(null),
                    TitreSejour.inForce(worker, day).orElse(null),
                    Formulaire.adresse(worker.address()),
                    worker.email(),
                    worker.phone());
        }

        private static @Nullable String sexe(Worker.@Nullable Sex sex) {
            return switch (sex) {
                case FEMALE -> "F";
                case MALE -> "M";
                case UNSPECIFIED -> "X";
                case null -> null;
            };
        }
    }

    record Passeport(
            String numero,
            @Nullable LocalDate delivreLe,
            @Nullable LocalDate expireLe,
            @Nullable String pays) {

        static Passeport of(Identifier paper) {
            return new Passeport(paper.number(), paper.validFrom(), paper.validTo(), paper.issuer());
        }
    }

    record TitreSejour(
            String type,
            String numero,
            @Nullable LocalDate valideDu,
            @Nullable LocalDate valideAu,
            @Nullable String mention) {

        /** The paper under which the person stays on that day; the strongest when there are several. */
        static Optional<TitreSejour> inForce(Worker.Profile worker, LocalDate day) {
            return Stream.of(
                            Identifier.Kind.RESIDENCE_PERMIT,
                            Identifier.Kind.LONG_STAY_VISA,
                            Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE)
                    .flatMap(kind -> worker.identifier(kind, day).stream())
                    .findFirst()
                    .map(TitreSejour::of);
        }

        private static TitreSejour of(Identifier paper) {
            return new TitreSejour(
                    switch (paper.kind()) {
                        case LONG_STAY_VISA -> "visa_long_sejour";
                        case ASYLUM_CLAIM_CERTIFICATE -> "attestation_demande_asile";
                        case RESIDENCE_PERMIT, PASSPORT, NATIONAL_ID_CARD, FOREIGNER_NUMBER -> "titre_sejour";
                    },
                    paper.number(),
                    paper.validFrom(),
                    paper.validTo(),
                    paper.mention());
        }
    }

    record Contrat(
            String intitule,
            @Nullable String codeRome,
            @Nullable String codeFap,
            @Nullable String codePcs,
            String typeContrat,
            @Nullable String reference,
            LocalDate debut,
            @Nullable LocalDate fin,
            BigDecimal heuresHebdo,
            String salaireBrutMensuel,
            @Nullable String avantagesNature,
            boolean professionReglementee,
            @Nullable Lieu lieuTravail,
            List<Lieu> autresLieux,
            boolean itinerant) {

        static Contrat of(FilingForm form) {
            FilingForm.Job job = form.job();
            FilingForm.Contract contract = form.contract();
            List<Lieu> places =
                    form.workplaces().stream().map(w -> Lieu.of(w.address())).toList();
            return new Contrat(
                    job.title(),
                    job.rome(),
                    job.fap(),
                    job.pcsEse(),
                    type(contract.type()),
                    contract.reference(),
                    contract.start(),
                    contract.end(),
                    contract.weeklyHours(),
                    euros(contract.grossMonthlyPay()),
                    contract.benefitsInKind(),
                    job.regulatedProfession(),
                    places.isEmpty() ? null : places.getFirst(),
                    places.stream().skip(1).toList(),
                    form.itinerant());
        }

        private static String type(FilingForm.ContractType type) {
            return switch (type) {
                case PERMANENT -> "CDI";
                case FIXED_TERM -> "CDD";
                case SEASONAL -> "saisonnier";
                case APPRENTICESHIP -> "apprentissage";
                case PROFESSIONALISATION -> "professionnalisation";
                case POSTING -> "detachement";
            };
        }

        /** Cents are always written; a finer amount is written as it is, never rounded here. */
        private static String euros(BigDecimal amount) {
            return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY)
                    .toPlainString();
        }
    }

    record Lieu(
            @Nullable String adresse,
            @Nullable String communeInsee,
            @Nullable String departement) {
        static Lieu of(Address address) {
            return new Lieu(Formulaire.adresse(address), address.communeCode(), address.departmentCode());
        }
    }

    record Logement(boolean fourni, @Nullable String adresse, boolean decenceDeclaree) {
        static @Nullable Logement of(FilingForm.@Nullable Housing housing) {
            return housing == null
                    ? null
                    : new Logement(
                            housing.provided(), Formulaire.adresse(housing.address()), housing.decentHousingDeclared());
        }
    }

    record Offre(
            String organisme,
            String numero,
            LocalDate du,
            LocalDate au,
            @Nullable Integer candidatures) {
        static @Nullable Offre of(FilingForm.@Nullable OfferPublication offer) {
            return offer == null
                    ? null
                    : new Offre(
                            offer.organisation(),
                            offer.offerId(),
                            offer.from(),
                            offer.to(),
                            offer.applicationsReceived());
        }
    }

    record Partenaire(
            String role,
            String nom,
            @Nullable String siret,
            @Nullable String pays) {
        static @Nullable Partenaire of(FilingForm.@Nullable Counterpart counterpart) {
            return counterpart == null
                    ? null
                    : new Partenaire(
                            switch (counterpart.role()) {
                                case END_CLIENT -> "donneur_ordre";
                                case USER_COMPANY -> "entreprise_utilisatrice";
                                case HOST_COMPANY -> "entreprise_accueil";
                                case FOREIGN_EMPLOYER -> "employeur_etranger";
                            },
                            counterpart.name(),
                            counterpart.siret() == null
                                    ? null
                                    : counterpart.siret().digits(),
                            counterpart.country());
        }
    }

    private static @Nullable String adresse(@Nullable Address address) {
        return address == null
                ? null
                : Stream.of(
                                address.street(),
                                ((address.postalCode() == null ? "" : address.postalCode() + " ") + address.city()),
                                address.country())
                        .filter(part -> !part.isBlank())
                        .collect(Collectors.joining(", "));
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "Formulaire[…]";
    }
}
