package io.sessionfold.tests.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The places of all instances. Used by one thread. */
public final class Seats implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

    private final List<Seat> seats;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_PATIENCE).build();

    public Seats(List<Seat> seats) {
        this.seats = List.copyOf(seats);
    }

    public List<Seat> all() {
        return seats;
    }

    /** Starts an instance on every place, and waits until each can answer. */
    public void start() {
        seats.forEach(Seat::start);
        seats.forEach(this::awaitReady);
    }

    /** Waits until an instance can answer. */
    public void awaitReady(Seat seat) {
        Awaitility.await("instance " + seat.name() + " is ready")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> status(seat, "/ready") == Answer.OK);
    }

    /** How an instance answers a question, by the status of HTTP. */
    public int status(Seat seat, String path) throws IOException, InterruptedException {
        return get(seat, path).statusCode();
    }

    /** What each instance shows of itself. */
    public List<String> metrics() throws IOException, InterruptedException {
        List<String> metrics = new ArrayList<>();
        for (Seat seat : seats) {
            metrics.add(get(seat, "/metrics").body());
        }
        return metrics;
    }

    @Override
    public void close() {
        seats.forEach(Seat::close);
    }

    private HttpResponse<String> get(Seat seat, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(seat.uri(path)).timeout(ANSWER_PATIENCE).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
