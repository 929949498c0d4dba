package fr.passerelle.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.passerelle.sender.hostile.Certificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver that sends whoever posts to it elsewhere: {@code /302/https://elsewhere.example/}. Closes each connection. */
final class Redirector implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong requests = new AtomicLong();

    private Redirector(HttpsServer server) {
        this.server = server;
    }

    static Redirector listen(String address, int port, Certificate certificate)
            throws IOException, GeneralSecurityException {
        Redirector redirector =
                new Redirector(HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 100));
        redirector.server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        redirector.server.setExecutor(redirector.threads);
        redirector.server.createContext("/", redirector::answer);
        redirector.server.start();
        return redirector;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            String[] parts = exchange.getRequestURI().getPath().split("/", 3);
            exchange.getResponseHeaders().set("Location", parts[2]);
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(Integer.parseInt(parts[1]), -1);
        }
    }

    long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
