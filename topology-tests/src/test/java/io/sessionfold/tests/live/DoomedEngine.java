package io.sessionfold.tests.live;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.versions.ImpatientFold;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * A process with one instance of the engine that says what stands in its stores when it is asked, until it is killed. A
 * fold of the first version fails on what is called poison, and on nothing else.
 */
final class DoomedEngine {

    /** The question, and what ends an answer. */
    static final String LOOK = "look";

    static final String THAT_IS_ALL = "that is all";

    private DoomedEngine() {}

    /**
     * Runs until it is killed, or until its parent is gone.
     *
     * @param args the newest fold version that it knows; where its clock stands, in milliseconds since 1970; the tenant that it is asked about; its settings as
     *     name=value
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> flags = new HashMap<>();
        for (int i = 3; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            flags.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(Long.parseLong(args[1])));
        FoldVersions folds = args[0].equals("2") ? ImpatientFold.TWO : PoisonedFold.versions();
        LiveEngine engine = LiveEngine.start(Settings.of(flags), clock, folds);
        BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say(THAT_IS_ALL);
        for (String line = parent.readLine(); line != null; line = parent.readLine()) {
            engine.sessionBytes(args[2]).forEach((key, bytes) -> say(key + " " + bytes));
            say(THAT_IS_ALL);
        }
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
