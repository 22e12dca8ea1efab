package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.WorkerWords.workerExited;
import static io.sessionfold.tests.dsl.WorkerWords.workerStarted;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.ApplicationStatusReported;
import io.sessionfold.wire.WireFormat;
import java.time.Duration;

/** Something of everything that an engine can be told: every topic has records of it, and so has every changelog. */
final class HonestTraffic {

    private static final int NO_SUCH_SCHEMA = 4_711;

    private HonestTraffic() {}

    static void play(RecordedEngine engine) {
        engine.write("s-1", session("s-1"));
        turn(engine, "s-1", "r-1");
        garbage(engine);
        engine.write("s-2", heartbeat());
        engine.write("s-2", session("s-2"));
        engine.write("s-2", runAccepted("r-2").onDeployment("d-1").onWorker("w-1"));
        engine.write("s-2", runStarted("r-2"));
        engine.write("s-3", session("s-3"));
        engine.write("s-3", runAccepted("r-3").onDeployment("d-1"));
        engine.write(workerStarted("d-1", "w-1", 1));
        engine.write(workerExited("d-1", "w-1"));
        engine.write(workerExited("d-1", "w-1"));
        turn(engine, "s-1", "r-4");
        engine.write("s-4", session("s-4"));
        engine.write("s-4", runAccepted("r-5"));
        engine.write("s-4", runStarted("r-5"));
        engine.write("s-4", runEnded("r-5").yielding());
        engine.write("s-4", routeAssigned(1, "http://there"));
        engine.write("s-5", session("s-5"));
        engine.write("s-5", sessionDeleted());
        engine.write("s-6", heartbeat());
        applications(engine);
        engine.timePasses(Duration.ofHours(2));
        turn(engine, "s-3", "r-6");
        turn(engine, "s-2", "r-7");
        garbage(engine);
        engine.write("s-4", runAccepted("r-8").onDeployment("d-2"));
        engine.write("s-7", heartbeat());
    }

    /** A run from its acceptance to its end, its request sent twice. */
    static void turn(RecordedEngine engine, String session, String run) {
        engine.write(session, runAccepted(run).owing("m-" + run));
        engine.write(session, runStarted(run));
        engine.write(session, runAccepted("again-" + run).withKey("key-" + run));
        engine.write(session, runProgressed(run));
        engine.write(session, runEnded(run));
        engine.write(session, replyCommitted(run, "m-" + run));
        engine.write(session, runEnded(run));
        engine.write(session, runSettled(run));
    }

    private static void garbage(RecordedEngine engine) {
        engine.writeBytes("acme/s-1".getBytes(UTF_8), "{}".getBytes(UTF_8));
        engine.writeBytes("acme/s-1".getBytes(UTF_8), WireFormat.frame(NO_SUCH_SCHEMA, new byte[] {1, 2, 3}));
        engine.writeBytes("no key".getBytes(UTF_8), "nothing".getBytes(UTF_8));
        engine.writeBytes(null, null);
    }

    private static void applications(RecordedEngine engine) {
        engine.tell("a-1", "app-1", new ApplicationInstallRequested("ada", "App", "{}", "she wants it"));
        engine.tell("a-1", "app-1", new ApplicationInstallRequested("ada", "App", "{}", "she wants it"));
        engine.tell(
                "a-2",
                "app-1",
                new ApplicationStatusReported(ApplicationStatus.INSTALLED, true, "ready", "{}", null, null));
        engine.tell("a-3", "app-2", new ApplicationInstallRequested("ada", "Other", "{}", "and this"));
    }
}
