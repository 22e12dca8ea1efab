package io.sessionfold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's and the controller's listening sockets, bound before Kafka starts and handed to it when it asks.
 *
 * <p>A port that is chosen here is held from that moment on: nobody can take it between the choice and the use, and a port in use is
 * found out before anything else has been started.
 */
final class ListenerSockets implements ServerSocketFactory, AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String BROKER = "BROKER";
    static final String CONTROLLER = "CONTROLLER";

    private static final byte[] HOST_BYTES = {127, 0, 0, 1};
    private static final int FREE_PORT = 0;

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private ListenerSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    /**
     * Binds both sockets.
     *
     * @param brokerPort the broker's port, or 0 for a free one; the controller's is always a free one
     * @throws LocalStackException if the port is in use
     */
    static ListenerSockets bind(int brokerPort) {
        ServerSocketChannel broker = bound(brokerPort);
        try {
            return new ListenerSockets(broker, bound(FREE_PORT));
        } catch (RuntimeException e) {
            closed(broker);
            throw e;
        }
    }

    int brokerPort() {
        return broker.socket().getLocalPort();
    }

    InetSocketAddress controllerAddress() {
        return new InetSocketAddress(
                controller.socket().getInetAddress(), controller.socket().getLocalPort());
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) {
        return listenerName.equals(BROKER) ? broker : controller;
    }

    /** Closes what Kafka, which closes the sockets it was given, has not closed yet. */
    @Override
    public void close() {
        closed(broker);
        closed(controller);
    }

    private static ServerSocketChannel bound(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.configureBlocking(false);
                return channel.bind(new InetSocketAddress(InetAddress.getByAddress(HOST_BYTES), port));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (BindException e) {
            throw new LocalStackException(
                    "Expected port %d of %s to be free, but it was in use".formatted(port, HOST), e);
        } catch (IOException e) {
            throw new LocalStackException(
                    "Expected port %d of %s to be usable, but it was not: %s".formatted(port, HOST, e), e);
        }
    }

    private static void closed(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
