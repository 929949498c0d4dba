package fr.passerelle.simulator;

import fr.passerelle.simulator.Script.Burst;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

/** Where the portal listens, which the control interface can change once it is heard itself. */
final class Lines implements AutoCloseable {
    private final Strikes strikes;
    private volatile @Nullable Door door;
    private volatile @Nullable BadCertificates certificates;

    Lines(Strikes strikes) {
        this.strikes = strikes;
    }

    Door open(HttpServer server) {
        Door opened = new Door(server);
        door = opened;
        return opened;
    }

    void certify(BadCertificates made) {
        certificates = made;
    }

    /** Stops listening in these bursts alone, each of which counts as a strike when it begins. */
    void shut(List<Burst> closures) {
        Door opened = door;
        if (opened != null) {
            opened.plan(closures, () -> strikes.countConnection(FaultKind.PORTAL_CLOSED));
        }
    }

    Wire.Certificats certificates() {
        return BadCertificates.report(certificates);
    }

    @Override
    public void close() {
        Door opened = door;
        BadCertificates made = certificates;
        if (made != null) {
            made.close();
        }
        if (opened != null) {
            opened.close();
        }
    }
}
