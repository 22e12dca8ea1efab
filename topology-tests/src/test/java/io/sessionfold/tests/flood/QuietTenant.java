package io.sessionfold.tests.flood;

import java.io.IOException;
import java.net.http.HttpResponse;

/** The tenant that wants to be served: reads a row, then writes an event and reads until it is folded. Used by one thread. */
final class QuietTenant {

    private static final String POSITION = "Sessionfold-Position";
    private static final String MIN_POSITION = "Sessionfold-Min-Position";

    private final Party party;
    private final Latencies reads = new Latencies();
    private final Latencies writes = new Latencies();
    private int unserved;
    private int round;

    QuietTenant(Party party) {
        this.party = party;
    }

    void once() throws IOException, InterruptedException {
        String session = "s-" + round++ % Scene.QUIET_SESSIONS;
        long beganNanos = System.nanoTime();
        boolean isRead = party.get("/v1/sessions/" + session).statusCode() == 200;
        long readNanos = System.nanoTime();
        if (isRead) {
            reads.add(readNanos - beganNanos);
        }
        HttpResponse<String> taken = party.post("/v1/events", Party.JSON, Party.named(session, "q-" + round));
        boolean isFolded = taken.statusCode() == 202
                && party.get(
                                        "/v1/sessions/" + session,
                                        MIN_POSITION,
                                        taken.headers().firstValue(POSITION).orElseThrow())
                                .statusCode()
                        == 200;
        if (isFolded) {
            writes.add(System.nanoTime() - readNanos);
        }
        unserved += isRead && isFolded ? 0 : 1;
    }

    Latencies reads() {
        return reads;
    }

    Latencies writes() {
        return writes;
    }

    /** Rounds of which something was not answered as it should be. */
    int unserved() {
        return unserved;
    }
}
