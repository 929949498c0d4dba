package fr.passerelle.simulator;

import fr.passerelle.simulator.Outcome.FieldError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Formulaire: what of the form the portal shows again. The rest is accepted unread: the portal is lenient. */
record Form(
        String siret,
        @Nullable String reference,
        String requestType,
        Person person,
        String jobTitle,
        LocalDate start,
        @Nullable LocalDate end,
        Fate fate) {

    /** Salarié. */
    record Person(
            String familyName,
            List<String> givenNames,
            String birthDate,
            @Nullable String foreignerNumber,
            @Nullable String passportNumber) {
        Person {
            givenNames = List.copyOf(givenNames);
        }

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /** Reads the form of a draft; the fate that was asked for by header wins over the one in the title. */
    static Outcome<Form> ofDraft(JsonNode body, Optional<Fate> asked) {
        return new Reading(body, Map.of(), true).form(asked.filter(Form::isForLater));
    }

    /** A fault that strikes the making of the draft itself is over by then. */
    private static boolean isForLater(Fate fate) {
        return fate.fault() == null || !fate.fault().canStrike(Operation.CREATE_DRAFT);
    }

    /** Reads the form of a file that other hands made, which may lack our reference or, if so asked, anything. */
    static Outcome<Form> madeByHand(JsonNode body) {
        Map<String, String> defaults = body.path("par_defaut").asBoolean(false) ? Reading.FICTION : Map.of();
        return new Reading(body, defaults, false).form(Optional.empty());
    }

    @Override
    public String toString() {
        return "Form[" + requestType + ", " + fate.code() + "]";
    }

    /** One reading of a form, which gathers every error before it refuses. */
    private static final class Reading {
        static final Map<String, String> FICTION = Map.of(
                "siret", "73282932000074",
                "type_demande", "salarie",
                "salarie.nom", "EXEMPLE",
                "salarie.date_naissance", "1990-04-12",
                "contrat.intitule", "Cuisinier",
                "contrat.debut", "2027-01-04");

        private static final Pattern SIRET = Pattern.compile("[0-9]{14}");
        private static final Pattern BIRTH_DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
        private static final int LONGEST = 250;
        private static final int LONGEST_REFERENCE = 60;
        private static final int MOST_GIVEN_NAMES = 20;

        private final JsonNode body;
        private final Map<String, String> defaults;
        private final boolean needsReference;
        private final List<FieldError> errors = new ArrayList<>();

        Reading(JsonNode body, Map<String, String> defaults, boolean needsReference) {
            this.body = body;
            this.defaults = defaults;
            this.needsReference = needsReference;
        }

        Outcome<Form> form(Optional<Fate> asked) {
            String siret = shaped("siret", SIRET, "Le SIRET comporte 14 chiffres.");
            String reference = reference();
            String requestType = required("type_demande");
            Person person = person();
            String jobTitle = required("contrat.intitule");
            LocalDate start = date("contrat.debut", required("contrat.debut"));
            LocalDate end = end();
            Fate fate = asked.orElseGet(() -> fateOf(jobTitle));
            return errors.isEmpty()
                    ? Outcome.done(new Form(siret, reference, requestType, person, jobTitle, start, end, fate))
                    : new Outcome.Refused<>(Refusal.FORMULAIRE_INVALIDE, errors);
        }

        private Person person() {
            return new Person(
                    required("salarie.nom"),
                    givenNames(),
                    shaped("salarie.date_naissance", BIRTH_DATE, "La date de naissance est invalide."),
                    optional("salarie.numero_etranger"),
                    optional("salarie.passeport.numero"));
        }

        private List<String> givenNames() {
            return node("salarie.prenoms")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .limit(MOST_GIVEN_NAMES)
                    .map(name -> cut(name.stringValue()))
                    .toList();
        }

        private @Nullable String reference() {
            String reference = needsReference ? required("reference_libre") : optional("reference_libre");
            if (reference != null && reference.length() > LONGEST_REFERENCE) {
                error("reference_libre", "La référence comporte 60 caractères au plus.");
            }
            return reference;
        }

        private @Nullable LocalDate end() {
            String text = optional("contrat.fin");
            return text == null ? null : date("contrat.fin", text);
        }

        private Fate fateOf(String jobTitle) {
            Optional<String> code = Fate.askedBy(jobTitle);
            Optional<Fate> fate = code.flatMap(Fate::of).filter(Fate::concernsFilings);
            if (code.isPresent() && fate.isEmpty()) {
                error("contrat.intitule", "Scénario inconnu du simulateur. Connus : " + Fate.codes());
            }
            return fate.orElse(Fate.USUAL);
        }

        private String shaped(String field, Pattern shape, String message) {
            String text = required(field);
            if (!text.isEmpty() && !shape.matcher(text).matches()) {
                error(field, message);
            }
            return text;
        }

        private LocalDate date(String field, String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                if (!text.isEmpty()) {
                    error(field, "La date est invalide.");
                }
                return LocalDate.EPOCH;
            }
        }

        /** The text, or nothing and an error when there is none. */
        private String required(String field) {
            String text = optional(field);
            if (text == null) {
                error(field, "Ce champ est obligatoire.");
                return "";
            }
            return text;
        }

        private @Nullable String optional(String field) {
            JsonNode node = node(field);
            String text = node.isString() ? node.stringValue() : "";
            if (text.length() > LONGEST) {
                error(field, "Ce champ comporte 250 caractères au plus.");
                return cut(text);
            }
            return text.isBlank() ? defaults.get(field) : text;
        }

        private static String cut(String text) {
            return text.substring(0, Math.min(text.length(), LONGEST));
        }

        private JsonNode node(String field) {
            JsonNode node = body;
            for (String member : field.split("\\.", -1)) {
                node = node.path(member);
            }
            return node;
        }

        private void error(String field, String message) {
            errors.add(new FieldError(field, message));
        }
    }
}
