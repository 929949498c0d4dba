package fr.passerelle.anef;

import fr.passerelle.platform.PortalState;
import org.jspecify.annotations.Nullable;

/** What the portal says of itself, on the wire. */
record Etat(
        @Nullable String etat,
        @Nullable String maintenanceDe,
        @Nullable String maintenanceA) {

    PortalState state(boolean simulator) {
        return new PortalState(isOpen(), simulator, Wire.instantIfAny(maintenanceDe), Wire.instantIfAny(maintenanceA));
    }

    private boolean isOpen() {
        return switch (Wire.given(etat, "etat")) {
            case "ouvert" -> true;
            case "maintenance" -> false;
            default -> throw new UnusableAnswer("unknown state of the portal");
        };
    }
}
