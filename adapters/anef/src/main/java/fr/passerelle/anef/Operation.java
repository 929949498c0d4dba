package fr.passerelle.anef;

import java.util.Locale;

/** The calls of the port, as metrics, messages and evidence name them. */
enum Operation {
    LOG_IN(Lane.LOGIN),
    LOG_OUT(Lane.LOGIN),
    CREATE_DRAFT(Lane.WRITE),
    DRAFTS(Lane.READ),
    READ_DRAFT(Lane.READ),
    ATTACH(Lane.WRITE),
    DELETE_DRAFT(Lane.WRITE),
    SUBMIT(Lane.WRITE),
    FILES(Lane.READ),
    READ_FILE(Lane.READ),
    ATTACH_TO_COMPLEMENT(Lane.WRITE),
    SEND_COMPLEMENT(Lane.WRITE),
    ATTESTATION(Lane.READ),
    DECISION(Lane.READ),
    STATE(Lane.READ);

    private final Lane lane;

    Operation(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
