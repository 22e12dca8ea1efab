package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.PureFold;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failure prints can be pasted into a test: it compiles, and what it plays is the history that failed. */
final class PrintedHistoryTest {

    private static final int HISTORIES = 100;

    /** What a test that it is pasted into imports. */
    private static final String HEAD = """
            import static io.sessionfold.tests.dsl.SessionWords.*;
            import static io.sessionfold.tests.dsl.TroubleWords.*;
            import static io.sessionfold.tests.dsl.Words.*;

            import io.sessionfold.contract.*;
            import io.sessionfold.tests.driver.Driver;

            public final class Pasted {
            """;

    @TempDir
    Path folder;

    @Test
    void aPrintedHistoryCompilesAndPlaysTheSame() throws Exception {
        StringBuilder source = new StringBuilder(HEAD);
        for (int seed = 1; seed <= HISTORIES; seed++) {
            source.append("    public static void history").append(seed).append("(Driver driver) {\n        ");
            source.append(HistoryGenerator.of(seed).asScenario()).append("\n    }\n");
        }
        compile(source.append("}\n").toString());
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> pasted = classes.loadClass("Pasted");
            for (int seed = 1; seed <= HISTORIES; seed++) {
                List<Recording> seen = new ArrayList<>();
                HistoryGenerator.of(seed).play(new PureFold(), seen::add);
                pasted.getMethod("history" + seed, Driver.class).invoke(null, new KeepingDriver(seen));
                // The digests in the states are over every event as it was written.
                assertThat(seen.get(1).sessions())
                        .as("seed %d", seed)
                        .isEqualTo(seen.get(0).sessions());
            }
        }
    }

    private void compile(String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Pasted.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> errors = new ArrayList<>();
        boolean compiled = compiler.getTask(
                        null, null, error -> errors.add(error.toString()), options, null, List.of(file))
                .call();
        assertThat(compiled).as("compiles: %s", errors).isTrue();
    }

    /** The pure fold, which lets its last recording be looked at. */
    private record KeepingDriver(List<Recording> seen) implements Driver {
        @Override
        public String name() {
            return "PureFold";
        }

        @Override
        public Stage begin() {
            return new KeepingStage(new PureFold().begin(), seen);
        }
    }
}
