package fr.passerelle.sender.hostile;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A name server on loopback that says what it is told, each time anew, and asks that it be remembered for no time at all. */
public final class FakeNameServer implements AutoCloseable {
    private static final int A = 1;
    private static final int NS = 2;
    private static final int AAAA = 28;
    private static final int HEADER = 12;
    private static final int ANSWER_NO_ERROR = 0x8180;
    private static final int ANSWER_NO_SUCH_NAME = 0x8183;

    private record Record(int type, byte[] data) {}

    private record Answer(List<Record> addresses, List<Record> referral, List<Record> glue) {}

    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final DatagramSocket socket;

    public FakeNameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("name server").start(this::serve);
    }

    /** As the sender's settings want it. */
    public String address() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /** Answers so at the next look-up of a name that is not answered yet; the last answer stays. */
    public FakeNameServer says(String name, String... addresses) {
        List<Record> records = Stream.of(addresses).map(FakeNameServer::record).toList();
        return add(name, new Answer(records, List.of(), List.of()));
    }

    /** Sends whoever asks to another name server. */
    public FakeNameServer refers(String name, String server) {
        byte[] owner = wire("ns." + name);
        return add(name, new Answer(List.of(), List.of(new Record(NS, owner)), List.of(record(server))));
    }

    private FakeNameServer add(String name, Answer answer) {
        Stream.of(A, AAAA)
                .forEach(type -> answers.computeIfAbsent(key(name, type), _ -> new ArrayDeque<>())
                        .add(answer));
        return this;
    }

    private static String key(String name, int type) {
        return name + "/" + type;
    }

    private static Record record(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return new Record(bytes.length == 4 ? A : AAAA, bytes);
    }

    private void serve() {
        byte[] buffer = new byte[2_048];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(ByteBuffer query) {
        short id = query.getShort();
        query.position(HEADER);
        String name = name(query);
        int type = query.getShort();
        Queue<Answer> queue = answers.getOrDefault(key(name, type), new ArrayDeque<>());
        Answer answer = queue.size() > 1 ? queue.remove() : queue.peek();
        ByteBuffer out = ByteBuffer.allocate(2_048);
        if (answer == null) {
            header(out, id, ANSWER_NO_SUCH_NAME, 0, 0, 0);
            question(out, name, type);
        } else {
            List<Record> asked = answer.addresses().stream()
                    .filter(record -> record.type() == type)
                    .toList();
            header(
                    out,
                    id,
                    ANSWER_NO_ERROR,
                    asked.size(),
                    answer.referral().size(),
                    answer.glue().size());
            question(out, name, type);
            asked.forEach(record -> write(out, name, record));
            answer.referral().forEach(record -> write(out, name, record));
            answer.glue().forEach(record -> write(out, "ns." + name, record));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void header(ByteBuffer out, short id, int flags, int answers, int referrals, int glue) {
        out.putShort(id).putShort((short) flags).putShort((short) 1);
        out.putShort((short) answers).putShort((short) referrals).putShort((short) glue);
    }

    private static void question(ByteBuffer out, String name, int type) {
        out.put(wire(name)).putShort((short) type).putShort((short) 1);
    }

    private static void write(ByteBuffer out, String name, Record record) {
        out.put(wire(name)).putShort((short) record.type()).putShort((short) 1).putInt(0);
        out.putShort((short) record.data().length).put(record.data());
    }

    private static byte[] wire(String name) {
        ByteBuffer out = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.")) {
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return out.put((byte) 0).array();
    }

    private static String name(ByteBuffer query) {
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    @Override
    public void close() {
        socket.close();
    }
}
