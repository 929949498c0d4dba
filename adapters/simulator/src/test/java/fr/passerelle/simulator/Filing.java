package fr.passerelle.simulator;

/** A valid form, of which a test says only what matters to it. */
record Filing(String siret, String reference, String requestType, String name, String birthDate, String jobTitle) {
    static final String SIRET = "73282932000074";
    static final String OTHER_SIRET = "55208131766522";
    static final String DECLARATION = "{\"declaration_honneur\":true,\"signataire\":\"Jeanne Martin\"}";

    static Filing aFiling() {
        return new Filing(SIRET, "PSR-1", "salarie", "BENALI", "1990-04-12", "Cuisinier");
    }

    static Filing of(Scenario scenario) {
        return aFiling().titled("Cuisinier [scenario:" + scenario.code() + "]");
    }

    static Filing suffering(FaultKind fault) {
        return aFiling().titled("Cuisinier [scenario:" + fault.code() + "]");
    }

    Filing at(String otherSiret) {
        return new Filing(otherSiret, reference, requestType, name, birthDate, jobTitle);
    }

    Filing referring(String otherReference) {
        return new Filing(siret, otherReference, requestType, name, birthDate, jobTitle);
    }

    Filing ofType(String otherType) {
        return new Filing(siret, reference, otherType, name, birthDate, jobTitle);
    }

    Filing of(String otherName, String otherBirthDate) {
        return new Filing(siret, reference, requestType, otherName, otherBirthDate, jobTitle);
    }

    Filing titled(String title) {
        return new Filing(siret, reference, requestType, name, birthDate, title);
    }

    String json() {
        return """
            {"siret":"%s","reference_libre":"%s","type_demande":"%s","motif":"premiere_demande",
             "inconnu":{"accepte":true},
             "salarie":{"nom":"%s","prenoms":["Amine","Élie"],"date_naissance":"%s","numero_etranger":"7503001234",
                        "passeport":{"numero":"AB1234567"}},
             "contrat":{"intitule":"%s","type_contrat":"CDI","debut":"2027-02-01"}}
            """.formatted(siret, reference, requestType, name, birthDate, jobTitle);
    }
}
