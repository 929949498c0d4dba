package fr.passerelle.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call, and every byte that came back for it. */
record Wiretap(byte[] bytes, End end) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ENOUGH = 4 * 1024 * 1024;

    /** How the connection ended. */
    enum End {
        CLOSED,
        RESET,
        /** Not by itself, as long as anybody listened. */
        OPEN,
        /** More came than anybody wanted to read. */
        ENDLESS
    }

    static Wiretap call(URI uri, String method, String path, String headers, byte[] body) {
        return call(uri, method, path, headers, body, PATIENCE);
    }

    /** Listens for as long as it has patience, while bytes may come. */
    static Wiretap call(URI uri, String method, String path, String headers, byte[] body, Duration patience) {
        String head = "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(method, path, body.length, headers);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return listen(socket.getInputStream(), System.nanoTime() + patience.toNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Wiretap listen(InputStream stream, long end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] chunk = new byte[64 * 1024];
        try {
            int read;
            while ((read = stream.read(chunk)) >= 0) {
                heard.write(chunk, 0, read);
                if (heard.size() > ENOUGH) {
                    return new Wiretap(heard.toByteArray(), End.ENDLESS);
                }
                if (System.nanoTime() > end) {
                    return new Wiretap(heard.toByteArray(), End.OPEN);
                }
            }
            return new Wiretap(heard.toByteArray(), End.CLOSED);
        } catch (SocketTimeoutException e) {
            return new Wiretap(heard.toByteArray(), End.OPEN);
        } catch (SocketException e) {
            return new Wiretap(heard.toByteArray(), End.RESET);
        }
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String latin() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    int status() {
        return text().startsWith("HTTP/1.1 ") ? Integer.parseInt(text().substring(9, 12)) : 0;
    }

    String body() {
        int end = text().indexOf("\r\n\r\n");
        return end < 0 ? "" : text().substring(end + 4);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body());
    }

    boolean hasHeader(String name, String value) {
        return text().lines()
                .takeWhile(line -> !line.isEmpty())
                .anyMatch(line -> line.equalsIgnoreCase(name + ": " + value));
    }
}
