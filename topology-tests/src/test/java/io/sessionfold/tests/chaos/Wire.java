package io.sessionfold.tests.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries connections to a port, until it is cut: then nothing comes through in either direction, and nobody is told. When it
 * is mended, the connections of before are gone, as they are when a router has forgotten them.
 */
final class Wire implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 50;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private Wire(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** Lays one to a port of 127.0.0.1. */
    static Wire to(int target) {
        try {
            Wire wire = new Wire(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
            daemon("wire-" + target, wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a wire to port " + target, e);
        }
    }

    /** Where it begins. */
    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing comes through. */
    void cut() {
        isCut = true;
    }

    /** New connections come through again. */
    void mend() {
        isCut = false;
        open.forEach(Wire::end);
        open.clear();
    }

    @Override
    public void close() {
        end(listening);
        open.forEach(Wire::end);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                open.add(near);
                if (!isCut) {
                    connect(near);
                }
            } catch (IOException e) {
                // The wire was taken away.
                return;
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            daemon("wire-" + target + "-there", () -> carry(near, far));
            daemon("wire-" + target + "-back", () -> carry(far, near));
        } catch (IOException e) {
            // Nobody is there: whoever wanted to talk to them is told by the end of the connection.
            end(near);
            open.remove(near);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (isCut) {
                    // What is on its way is lost; both ends wait for each other until the wire is mended.
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end is gone, and takes the other with it.
        }
        if (!isCut) {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a socket to close", e);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
