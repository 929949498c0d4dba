package fr.passerelle.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tour of the README goes all the way to the decision, by curl alone. */
final class CurlJourney implements Proof {
    private static final int AUTHORISATIONS = 3;

    @Override
    public String name() {
        return "journey";
    }

    @Override
    public String claim() {
        return "by curl alone: filed, complements, granted; refused, not accepted, closed and adopted; the same in the"
                + " journal";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Script journey = run(stand, System.out::println);
        figures.require("the journey did not arrive", journey.succeeded());
        figures.require(
                "not all that was granted has its authorisation",
                journey.figure("work_authorisations").equals(String.valueOf(AUTHORISATIONS)));
    }

    static Script run(Stand stand, Consumer<String> lines) throws IOException, InterruptedException {
        Map<String, String> addresses = Map.of(
                "PASSERELLE_URL", stand.url(),
                "SIMULATOR_URL", stand.simulatorUrl(),
                "ISSUER_URL", stand.issuerUrl());
        return Script.run(addresses, List.of("openapi/guides/journey.sh"), lines);
    }
}
