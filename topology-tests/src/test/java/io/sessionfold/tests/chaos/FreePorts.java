package io.sessionfold.tests.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of 127.0.0.1 that were free a moment ago, for processes that want to be told theirs. */
final class FreePorts {

    private FreePorts() {}

    /** So many different ones. */
    static List<Integer> take(int number) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = new ArrayList<>();
            for (ServerSocket socket : held) {
                ports.add(socket.getLocalPort());
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected free ports", e);
        }
    }
}
