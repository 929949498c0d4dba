package fr.passerelle.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.passerelle.simulator.Complement.Wanted;
import fr.passerelle.simulator.Portal.CurrentFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The portal's JSON, in its own French words: members are these names in snake case, and those without a value are left out.
 * Described in {@code openapi/upstream/portal.yaml}.
 */
final class Wire {
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Wire() {}

    record Erreur(String code, String message, List<Champ> erreurs) {
        record Champ(String champ, String message) {}

        static Erreur of(Refusal refusal, List<Outcome.FieldError> errors) {
            List<Champ> champs =
                    errors.stream().map(e -> new Champ(e.field(), e.message())).toList();
            return new Erreur(refusal.name(), refusal.message(), champs);
        }
    }

    record Etat(String etat, String heure) {}

    record Session(String identifiant, String expireA) {}

    record Salarie(
            String nom,
            List<String> prenoms,
            String dateNaissance,
            @Nullable String numeroEtranger,
            @Nullable String numeroPasseport) {

        static Salarie ofDraft(Form.Person person) {
            return new Salarie(
                    person.familyName(),
                    person.givenNames(),
                    person.birthDate(),
                    person.foreignerNumber(),
                    person.passportNumber());
        }

        /** A registered file no longer shows the passport. */
        static Salarie ofFile(Form.Person person) {
            return new Salarie(
                    person.familyName(), person.givenNames(), person.birthDate(), person.foreignerNumber(), null);
        }
    }

    record Contrat(String intitule, LocalDate debut) {
        static Contrat of(Form form) {
            return new Contrat(form.jobTitle(), form.start());
        }
    }

    record PieceJointe(String code, String nomFichier, long taille, String sha256) {
        static PieceJointe of(Piece piece) {
            return new PieceJointe(piece.code(), piece.fileName(), piece.bytes(), piece.sha256());
        }
    }

    record Brouillon(
            String numeroBrouillon,
            String etat,
            String creeLe,
            String siret,
            @Nullable String referenceLibre,
            String typeDemande,
            Salarie salarie,
            Contrat contrat,
            List<PieceJointe> pieces) {

        static Brouillon of(Draft draft) {
            Form form = draft.form();
            return new Brouillon(
                    draft.number(),
                    draft.isDeposited() ? "depose" : "brouillon",
                    Paris.text(draft.createdAt()),
                    form.siret(),
                    form.reference(),
                    form.requestType(),
                    Salarie.ofDraft(form.person()),
                    Contrat.of(form),
                    draft.pieces().list().stream().map(PieceJointe::of).toList());
        }
    }

    record Brouillons(List<Brouillon> brouillons) {
        static Brouillons of(List<Draft> drafts) {
            return new Brouillons(drafts.stream().map(Brouillon::of).toList());
        }
    }

    record Depot(
            String numeroDepot,
            @Nullable String numeroBrouillon,
            @Nullable String referenceLibre,
            String dateEnregistrement,
            String serviceInstructeur,
            String siret,
            Salarie salarie,
            String attestation,
            LocalDate dateDecisionImplicite) {

        static Depot of(CurrentFile current) {
            PortalFile file = current.file();
            return new Depot(
                    file.number(),
                    file.draft(),
                    file.form().reference(),
                    Paris.text(file.registeredAt()),
                    file.service(),
                    file.form().siret(),
                    Salarie.ofFile(file.form().person()),
                    "/portail/demandes/" + file.number() + "/attestation",
                    file.silenceRefusesOn());
        }
    }

    record Etape(String date, String libelle) {
        static Etape of(Stage stage) {
            return new Etape(Paris.text(stage.since()), stage.label());
        }
    }

    record PieceDemandee(String code, String libelle) {
        static PieceDemandee of(Wanted wanted) {
            return new PieceDemandee(wanted.code(), wanted.label());
        }
    }

    record DemandeDeComplements(
            int numero,
            String demandeLe,
            LocalDate avantLe,
            String message,
            List<PieceDemandee> pieces,
            @Nullable String envoyeLe) {

        static DemandeDeComplements of(Stage.ComplementAsked asked, Life life) {
            Complement complement = Complement.number(asked.number());
            return new DemandeDeComplements(
                    asked.number(),
                    Paris.text(asked.since()),
                    Paris.day(asked.due()),
                    complement.message(),
                    complement.pieces().stream().map(PieceDemandee::of).toList(),
                    life.complementSentAt(asked.number()).map(Paris::text).orElse(null));
        }
    }

    record Decision(
            String nature,
            LocalDate date,
            @Nullable String numeroAutorisation,
            @Nullable LocalDate valideDu,
            @Nullable LocalDate valideAu,
            @Nullable String emploi,
            @Nullable String zone,
            @Nullable String motifs) {

        static @Nullable Decision of(CurrentFile current) {
            Instant since = current.life().current().since();
            return switch (current.life().current()) {
                case Stage.Granted granted -> favourable(current.file(), Paris.day(since));
                case Stage.Refused refused -> unfavourable(Paris.day(since));
                case Stage.Deposited s -> null;
                case Stage.UnderReview s -> null;
                case Stage.ComplementAsked s -> null;
                case Stage.ComplementSent s -> null;
                case Stage.Closed s -> null;
            };
        }

        private static Decision favourable(PortalFile file, LocalDate date) {
            Form form = file.form();
            LocalDate end = form.end();
            return new Decision(
                    "favorable",
                    date,
                    "AT" + file.number().substring(1),
                    form.start(),
                    end == null ? form.start().plusYears(1).minusDays(1) : end,
                    form.jobTitle(),
                    "France métropolitaine",
                    null);
        }

        private static Decision unfavourable(LocalDate date) {
            return new Decision(
                    "defavorable", date, null, null, null, null, null, "Motif de refus inventé par le simulateur.");
        }
    }

    /** A file; the list leaves out history, complements and decision. */
    record Demande(
            String numeroDepot,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String numeroBrouillon,

            @Nullable String referenceLibre,
            String siret,
            String typeDemande,
            Salarie salarie,
            Contrat contrat,
            String statut,
            String statutDepuis,
            String dateEnregistrement,
            String serviceInstructeur,
            @Nullable List<Etape> historique,
            @Nullable List<DemandeDeComplements> complements,
            @Nullable Decision decision) {

        static Demande inFull(CurrentFile current) {
            Life life = current.life();
            return of(
                    current,
                    life.stages().stream().map(Etape::of).toList(),
                    life.complementsAsked().stream()
                            .map(asked -> DemandeDeComplements.of(asked, life))
                            .toList(),
                    Decision.of(current));
        }

        static Demande inShort(CurrentFile current) {
            return of(current, null, null, null);
        }

        private static Demande of(
                CurrentFile current,
                @Nullable List<Etape> history,
                @Nullable List<DemandeDeComplements> complements,
                @Nullable Decision decision) {
            PortalFile file = current.file();
            Stage stage = current.life().current();
            return new Demande(
                    file.number(),
                    file.draft(),
                    file.form().reference(),
                    file.form().siret(),
                    file.form().requestType(),
                    Salarie.ofFile(file.form().person()),
                    Contrat.of(file.form()),
                    stage.label(),
                    Paris.text(stage.since()),
                    Paris.text(file.registeredAt()),
                    file.service(),
                    history,
                    complements,
                    decision);
        }
    }

    record Demandes(List<Demande> demandes, int page, int pages, int total) {
        static Demandes of(Portal.Page page) {
            return new Demandes(
                    page.files().stream().map(Demande::inShort).toList(), page.number(), page.pages(), page.total());
        }
    }

    record Envoi(String numeroDepot, int numero, String dateEnvoi, String attestation) {
        static Envoi of(Portal.SentComplement sent) {
            return new Envoi(
                    sent.file(),
                    sent.number(),
                    Paris.text(sent.answer().sentAt()),
                    sent.answer().certificate());
        }
    }

    // Control interface

    record Registre(List<Inscription> depots, int total) {
        record Inscription(
                String numeroDepot,
                String numeroBrouillon,
                @Nullable String referenceLibre,
                String siret,
                String accepteLe,
                String scenario,
                boolean parPlateforme) {
            static Inscription of(Ledger.Entry entry) {
                return new Inscription(
                        entry.deposit(),
                        entry.draft(),
                        entry.reference(),
                        entry.siret(),
                        Paris.text(entry.acceptedAt()),
                        entry.fate().code(),
                        entry.byPlatform());
            }
        }

        static Registre of(List<Ledger.Entry> entries) {
            return new Registre(entries.stream().map(Inscription::of).toList(), entries.size());
        }
    }

    record Horloge(String instant) {}

    record Compte(String identifiant, @Nullable List<String> sirets, boolean verrouille) {
        static Compte of(Account account) {
            return new Compte(
                    account.login(),
                    account.sirets() == null
                            ? null
                            : account.sirets().stream().sorted().toList(),
                    account.isLocked());
        }
    }

    record Scenarios(List<Cas> scenarios) {
        record Cas(String code, String valeurMagique, String description) {}

        static Scenarios all() {
            return new Scenarios(List.of(Scenario.values()).stream()
                    .map(s -> new Cas(s.code(), "[scenario:" + s.code() + "]", s.description()))
                    .toList());
        }
    }

    record Fautes(List<Faute> fautes, long total) {
        record Faute(
                String code,
                String numero,
                String description,
                List<String> operations,
                @Nullable String valeurMagique,
                long nombre,
                Map<String, Long> parOperation) {
            static Faute of(FaultKind kind, Map<String, Long> struck) {
                return new Faute(
                        kind.code(),
                        kind.number(),
                        kind.description(),
                        kind.operations().stream().map(Operation::code).toList(),
                        kind.concernsFilings() ? "[scenario:" + kind.code() + "]" : null,
                        struck.values().stream().mapToLong(Long::longValue).sum(),
                        struck);
            }
        }

        static Fautes of(Strikes strikes) {
            List<Faute> all = List.of(FaultKind.values()).stream()
                    .map(kind -> Faute.of(kind, strikes.of(kind)))
                    .toList();
            return new Fautes(all, all.stream().mapToLong(Faute::nombre).sum());
        }
    }

    record Certificats(String autorite, Map<String, Integer> ports) {}

    record Appels(List<Compteur> appels, long total) {
        record Compteur(
                String operation, int statut, @Nullable String faute, long nombre) {}
    }
}
