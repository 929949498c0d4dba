package fr.passerelle.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Listens where nobody should ever call, and counts who does. */
final class Canary implements AutoCloseable {
    private static final int DNS = 53;

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final List<DatagramSocket> nameServers = new ArrayList<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong packets = new AtomicLong();

    /** Takes those ports that are free; somebody else may be there already. */
    static Canary listen(List<String> addresses, List<Integer> ports) throws IOException {
        Canary canary = new Canary();
        for (String address : addresses) {
            InetAddress literal = InetAddress.ofLiteral(address);
            for (int port : ports) {
                canary.listen(literal, port);
            }
            canary.listenForQuestions(literal);
        }
        return canary;
    }

    private void listen(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(address, port), 1_000);
        } catch (IOException e) {
            System.out.println("not listened on: " + address.getHostAddress() + " port " + port);
            socket.close();
            return;
        }
        listeners.add(socket);
        Thread.ofPlatform().daemon().start(() -> count(socket));
    }

    private void listenForQuestions(InetAddress address) {
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, DNS));
            nameServers.add(socket);
            Thread.ofPlatform().daemon().start(() -> count(socket));
        } catch (IOException e) {
            System.out.println("not listened on: " + address.getHostAddress() + " port " + DNS + " of UDP");
        }
    }

    private void count(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket _ = socket.accept()) {
                connections.incrementAndGet();
            } catch (IOException e) {
                // Closed, or the caller has gone: whoever was accepted has been counted.
            }
        }
    }

    private void count(DatagramSocket socket) {
        while (!socket.isClosed()) {
            try {
                socket.receive(new DatagramPacket(new byte[512], 512));
                packets.incrementAndGet();
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    int listeners() {
        return listeners.size();
    }

    int nameServers() {
        return nameServers.size();
    }

    /** Of TCP, since it listens. */
    long connections() {
        return connections.get();
    }

    /** Of UDP, to port 53. */
    long packets() {
        return packets.get();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        nameServers.forEach(DatagramSocket::close);
    }
}
