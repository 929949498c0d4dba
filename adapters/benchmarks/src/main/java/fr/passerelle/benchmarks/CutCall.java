package fr.passerelle.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A call over a socket of its own, whose client goes away by a reset: when it is told yes, or its patience is at an end. */
final class CutCall {
    private static final Pattern CONFIRMED = Pattern.compile(
            "^HTTP/1\\.1 20[12] .*?\\r\\nlocation: \\S+\\r\\n", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final int port;
    private final byte[] request;

    private CutCall(int port, byte[] request) {
        this.port = port;
        this.request = request;
    }

    static CutCall post(Stand stand, String token, String path, String key, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        return new CutCall(stand.port(), (head + json).getBytes(StandardCharsets.UTF_8));
    }

    /** The same call, whose last byte the service waits for in vain. */
    CutCall withoutItsEnd() {
        return new CutCall(port, Arrays.copyOf(request, request.length - 1));
    }

    /** Whether the client received a 201 or 202 before it went. */
    boolean isConfirmedWithin(Duration patience) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request);
            return hearsYes(socket, System.nanoTime() + patience.toNanos());
        }
    }

    private static boolean hearsYes(Socket socket, long end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
            int read = read(socket, buffer);
            heard.write(buffer, 0, read);
            if (read == 0 || isYes(heard)) {
                return isYes(heard);
            }
        }
        return false;
    }

    /** None when the service closes, or the patience is at an end. */
    private static int read(Socket socket, byte[] buffer) throws IOException {
        try {
            return Math.max(0, socket.getInputStream().read(buffer));
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private static boolean isYes(ByteArrayOutputStream heard) {
        return CONFIRMED.matcher(heard.toString(StandardCharsets.UTF_8)).find();
    }
}
