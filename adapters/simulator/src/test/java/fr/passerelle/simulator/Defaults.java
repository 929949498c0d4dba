package fr.passerelle.simulator;

import java.util.List;

/** The settings of {@code simulator.yaml}. */
final class Defaults {
    private Defaults() {}

    static SimulatorProperties properties() {
        return SimulatorProperties.bind(List.of());
    }
}
