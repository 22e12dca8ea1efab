package io.sessionfold.tests.live;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.versions.ImpatientFold;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An engine in a process of its own, which can be killed as only a process can. */
final class EngineProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private EngineProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts one, and waits until it runs. */
    static EngineProcess start(long clockMs, String tenantId, Map<String, String> flags) {
        return start(FoldVersions.FIRST, clockMs, tenantId, flags);
    }

    /** The same of an engine that knows the fold versions up to this one; the second is {@link ImpatientFold}. */
    static EngineProcess start(int newest, long clockMs, String tenantId, Map<String, String> flags) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedEngine.class.getName(),
                Integer.toString(newest),
                Long.toString(clockMs),
                tenantId));
        flags.forEach((name, value) -> command.add(name + "=" + value));
        try {
            EngineProcess started = new EngineProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            started.answer();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a process of an engine to start", e);
        }
    }

    /** The states that stand in its stores now, committed or not, in hexadecimal by record key. */
    SortedMap<String, String> look() {
        try {
            questions.write(DoomedEngine.LOOK + "\n");
            questions.flush();
            SortedMap<String, String> states = new TreeMap<>();
            for (String line : answer()) {
                int space = line.lastIndexOf(' ');
                states.put(line.substring(0, space), line.substring(space + 1));
            }
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the process to be alive", e);
        }
    }

    /** Kills it: nothing that it does can be in time for that. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while a process was killed", interrupted);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private List<String> answer() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals(DoomedEngine.THAT_IS_ALL)) {
                return lines;
            }
            lines.add(line);
        }
        throw new AssertionError("Expected the engine to answer, but it ended: " + String.join("\n", lines));
    }
}
