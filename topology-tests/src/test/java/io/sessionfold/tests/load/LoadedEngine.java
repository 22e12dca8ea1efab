package io.sessionfold.tests.load;

import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.config.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A process with one instance that serves until it is killed, or until its parent lets go of it. */
public final class LoadedEngine {

    private LoadedEngine() {}

    /**
     * Serves.
     *
     * @param args its settings as name=value
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> flags = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            flags.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        ServingEngine engine = ServingEngine.start(Settings.of(flags));
        while (System.in.read() >= 0) {
            // Nobody says anything: the end of the stream is the end of the instance.
        }
        engine.close();
        System.exit(0);
    }
}
