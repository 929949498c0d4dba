package fr.passerelle.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A server that answers whatever it is asked with the same bytes, and hangs up. */
final class FixedAnswer implements AutoCloseable {
    private static final int LISTENERS = 16;

    private final ServerSocket socket;
    private volatile byte[] answer = new byte[0];

    private FixedAnswer(ServerSocket socket) {
        this.socket = socket;
    }

    static FixedAnswer start() throws IOException {
        FixedAnswer server = new FixedAnswer(new ServerSocket(0, LISTENERS, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void answers(byte[] bytes) {
        answer = bytes;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                readRequest(client.getInputStream());
                client.getOutputStream().write(answer);
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client hung up first, or the proof is over.
            }
        }
    }

    /** Up to the end of the head, then as many bytes as it promises: who answers before may cut the question off. */
    private static void readRequest(InputStream stream) throws IOException {
        InputStream bytes = new BufferedInputStream(stream);
        StringBuilder head = new StringBuilder();
        int next;
        while (head.indexOf("\r\n\r\n") < 0 && (next = bytes.read()) >= 0) {
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        bytes.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
