package io.sessionfold.tests.handover;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request on its way: the instance has begun to read its body, of which the last byte is held back. */
final class HeldRequest implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader answer;
    private final String last;

    private HeldRequest(Socket socket, BufferedReader answer, String last) {
        this.socket = socket;
        this.answer = answer;
        this.last = last;
    }

    /** Sends it, and waits until the instance asks for the body. */
    static HeldRequest post(int port, String path, String json) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head = """
                POST %s HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d
                Expect: 100-continue

                """.formatted(path, json.length()).replace("\n", "\r\n");
        HeldRequest held = new HeldRequest(
                socket,
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                json.substring(json.length() - 1));
        held.write(head);
        String asked = held.answer.readLine();
        if (!asked.startsWith("HTTP/1.1 100") || !held.answer.readLine().isEmpty()) {
            throw new AssertionError("Expected the instance to ask for the body, but it said " + asked);
        }
        held.write(json.substring(0, json.length() - 1));
        return held;
    }

    /** Sends the rest, and reads the first line of the answer. */
    String finish() throws IOException {
        write(last);
        return answer.readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
