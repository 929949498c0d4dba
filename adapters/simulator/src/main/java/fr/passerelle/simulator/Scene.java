package fr.passerelle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a fault strikes: the call, the portal behind it, and a number drawn for this strike. Each misdeed says whether it
 * could be done.
 */
record Scene(Portal portal, Call call, Instant now, long draw) {
    private static final Duration UNTIL_MAINTENANCE = Duration.ofHours(1);
    private static final Duration MAINTENANCE = Duration.ofHours(2);

    boolean endSession() {
        return portal.logOut(call.session()) instanceof Outcome.Done;
    }

    boolean makeTwin() {
        return portal.makeTwin(call.path("brouillon"));
    }

    boolean lockAccount() {
        return change(new Accounts.Change(null, null, true));
    }

    boolean changePassword() {
        return change(new Accounts.Change("changé d'office " + draw, null, null));
    }

    private boolean change(Accounts.Change change) {
        return call.json()
                        .map(body -> body.path("identifiant").asString(""))
                        .then(login -> portal.changeAccount(login, change))
                instanceof Outcome.Done;
    }

    boolean losePiece() {
        return portal.losePiece(call.path("brouillon"), call.path("code"));
    }

    boolean askAgain() {
        return portal.askAgain(call.path("depot"));
    }

    String dateIn(Duration delay) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                now.plus(delay).truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC));
    }

    Answer announcingMaintenance(Answer answer) {
        JsonNode state = Wire.JSON.readTree(answer.body());
        ObjectNode announced = (ObjectNode) state;
        announced.put("maintenance_de", Paris.text(now.plus(UNTIL_MAINTENANCE)));
        announced.put("maintenance_a", Paris.text(now.plus(UNTIL_MAINTENANCE).plus(MAINTENANCE)));
        return answer.saying(Wire.JSON.writeValueAsBytes(announced));
    }
}
