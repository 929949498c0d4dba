package fr.passerelle.requests;

import fr.passerelle.law.RequiredDocuments.DocumentCase;
import fr.passerelle.law.needs.Routing.Operation;
import java.util.Locale;

/** Types of request. The codes are ours; the portal's own were never published. */
public enum RequestType {
    SALARIE(DocumentCase.RESIDENT),
    TRAVAILLEUR_TEMPORAIRE(DocumentCase.RESIDENT),
    SAISONNIER(DocumentCase.SEASONAL),
    DETACHE_PRESTATION(DocumentCase.POSTING_SERVICE),
    DETACHE_INTRAGROUPE(DocumentCase.POSTING_INTRAGROUP),
    DETACHE_INTERIM(DocumentCase.POSTING_AGENCY),
    PRET_MAIN_OEUVRE(DocumentCase.LABOUR_LENDING),
    APPRENTI_ACCUEIL(DocumentCase.RESIDENT),
    ETUDIANT_HORS_QUOTA(DocumentCase.STUDENT),
    ETUDIANT_ALGERIEN_APT(DocumentCase.STUDENT),
    DEMANDEUR_ASILE(DocumentCase.ASYLUM_SEEKER),
    ALTERNANCE(DocumentCase.RESIDENT),
    MINEUR_16_18(DocumentCase.RESIDENT),
    CHANGEMENT_STATUT(DocumentCase.RESIDENT),
    CHANGEMENT_EMPLOYEUR(DocumentCase.RESIDENT),
    RENOUVELLEMENT_AT(DocumentCase.RENEWAL);

    private final DocumentCase caseInFrance;

    RequestType(DocumentCase caseInFrance) {
        this.caseInFrance = caseInFrance;
    }

    /** The case of the documents' table: a person abroad who is hired under an ordinary contract is an introduction. */
    DocumentCase documentCase(boolean residesInFrance) {
        return !residesInFrance && caseInFrance == DocumentCase.RESIDENT ? DocumentCase.INTRODUCTION : caseInFrance;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the person comes to do: who files, and where, depends on it. */
    Operation operation() {
        return switch (this) {
            case SAISONNIER -> Operation.SEASONAL;
            case DETACHE_PRESTATION -> Operation.POSTING_TO_CLIENT;
            case DETACHE_INTRAGROUPE -> Operation.POSTING_WITHIN_GROUP;
            case DETACHE_INTERIM -> Operation.POSTING_BY_AGENCY;
            case PRET_MAIN_OEUVRE -> Operation.LENDING;
            case APPRENTI_ACCUEIL -> Operation.HOSTED_APPRENTICE;
            default -> Operation.ORDINARY;
        };
    }

    boolean isForAsylumSeeker() {
        return this == DEMANDEUR_ASILE;
    }
}
