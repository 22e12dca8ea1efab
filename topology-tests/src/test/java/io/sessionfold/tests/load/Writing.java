package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.TerminalReplyCommitted;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a client does to sessions: it creates and deletes them, and works through turns in them. */
final class Writing {

    private static final long AN_HOUR_MS = 3_600_000;

    private final Client client;
    private final Gateway gateway;
    private final Commands commands;
    private int number;

    Writing(Client client, Gateway gateway) {
        this.client = client;
        this.gateway = gateway;
        this.commands = new Commands(client.who());
    }

    /** A session of its own; every other one is deleted again. */
    void create() throws InterruptedException {
        String key = name("own");
        client.ask(commands.create(key, client.random().nextBoolean(), name("create")));
        client.readOwnWrites(key);
        if (client.random().nextBoolean()) {
            client.ask(commands.delete(key, name("delete")));
            client.readOwnWrites(key);
        }
    }

    /** A turn in a session; two at once, now and then, of which an EXCLUSIVE session takes one. */
    void turn(String key) throws InterruptedException {
        List<Questions.Request> admissions = new ArrayList<>();
        for (int times = 1 + client.random().nextInt(2); times > 0; times--) {
            admissions.add(commands.admit(key, name("r"), name("k")));
        }
        List<Answer> answers =
                admissions.size() == 1 ? List.of(client.ask(admissions.get(0))) : client.race(admissions);
        for (int each = 0; each < answers.size(); each++) {
            Ask.Admit admit = (Ask.Admit) admissions.get(each).ask();
            JsonNode json = answers.get(each).json();
            boolean isOurs = json.path("runId").asText().equals(admit.runId());
            if (isOurs && !json.path("status").asText().equals("pending")) {
                work(admit, admissions.get(each));
            } else if (answers.get(each).status() != Answer.CONFLICT) {
                client.ask(commands.abort(key, admit.runId(), name("abort")));
            }
        }
        client.readOwnWrites(key);
    }

    private void work(Ask.Admit admit, Questions.Request admission) throws InterruptedException {
        String key = admit.sessionKey();
        String run = admit.runId();
        boolean isOverHttp = client.random().nextBoolean();
        write(key, RunStarted.newBuilder().setRunId(run).build(), isOverHttp);
        client.readOwnWrites(key);
        if (client.random().nextInt(4) == 0) {
            client.ask(admission);
        }
        if (client.random().nextInt(5) == 0) {
            client.ask(commands.abort(key, run, name("abort")));
        } else {
            write(key, RunEnded.newBuilder().setRunId(run).build(), isOverHttp);
            write(key, new TerminalReplyCommitted(run, List.of("m-" + run), "reply-" + run), isOverHttp);
        }
        client.readOwnWrites(key);
        client.ask(commands.settle(key, run, name("settle")));
        if (client.random().nextInt(4) == 0) {
            client.ask(admission);
        }
    }

    private void write(String key, SpecificRecord payload, boolean isOverHttp) throws InterruptedException {
        var event = Gateway.event(client.who(), key, name("e"), payload);
        if (isOverHttp) {
            client.ask(commands.event(event));
        } else {
            client.remember(gateway.write(client.who(), event));
        }
    }

    /** A name that nobody else gives, and no answer holds by chance. */
    private String name(String what) {
        return what + '-' + client.who().client() + '-' + number++;
    }

    /** An admission with an idempotency key. */
    static RunAccepted accepted(String run, String idempotencyKey) {
        return RunAccepted.newBuilder()
                .setRunId(run)
                .setIdempotencyKey(idempotencyKey)
                .setRequestFingerprint("f-" + run)
                .setMessageIds(List.of("m-" + run))
                .setKind("chat")
                .setVisible(true)
                .setDeadlineMs(AN_HOUR_MS)
                .setExpiresInMs(AN_HOUR_MS)
                .build();
    }
}
