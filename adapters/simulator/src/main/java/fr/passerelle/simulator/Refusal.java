package fr.passerelle.simulator;

/** Everything the portal can say no with: the code and the sentence that it writes, and the HTTP status it uses. */
enum Refusal {
    REQUETE_INVALIDE(400, "La requête est illisible."),
    IDENTIFIANTS_REFUSES(401, "Identifiant ou mot de passe incorrect."),
    SESSION_EXPIREE(401, "Votre session a expiré. Veuillez vous reconnecter."),
    SIRET_NON_RATTACHE(403, "Cet établissement n'est pas rattaché à votre compte."),
    PAGE_INTROUVABLE(404, "La page demandée n'existe pas."),
    BROUILLON_INTROUVABLE(404, "Ce brouillon n'existe pas ou a été supprimé."),
    DEMANDE_INTROUVABLE(404, "Cette demande n'existe pas."),
    COMPLEMENT_INTROUVABLE(404, "Cette demande de compléments n'existe pas."),
    DECISION_INTROUVABLE(404, "Aucune décision n'a été rendue sur cette demande."),
    BROUILLON_DEPOSE(409, "Ce brouillon a déjà été déposé."),
    DEMANDE_EXISTANTE(409, "Une demande existe déjà pour ce salarié et cet établissement."),
    COMPLEMENT_CLOS(409, "Cette demande de compléments est close."),
    COMPLEMENT_DEJA_ENVOYE(409, "Les compléments ont déjà été envoyés."),
    PIECE_TROP_LOURDE(413, "La pièce jointe dépasse la taille autorisée."),
    REQUETE_TROP_LOURDE(413, "La requête dépasse la taille autorisée."),
    FORMAT_REFUSE(415, "Seul le format PDF est accepté."),
    FORMULAIRE_INVALIDE(422, "Le formulaire comporte des erreurs."),
    PIECE_REFUSEE(422, "La pièce jointe est refusée."),
    DEPOT_REJETE(422, "Votre demande ne peut pas être déposée."),
    PIECES_MANQUANTES(422, "Des pièces demandées sont manquantes."),
    COMPTE_VERROUILLE(423, "Votre compte est verrouillé."),
    ERREUR_INTERNE(500, "Une erreur technique est survenue."),
    PORTAIL_SATURE(503, "Le simulateur est plein. Remettez-le à zéro.");

    private final int status;
    private final String message;

    Refusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }
}
