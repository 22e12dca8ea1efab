package io.sessionfold.local;

import io.sessionfold.engine.app.StartException;
import io.sessionfold.engine.config.SettingsException;
import io.sessionfold.engine.http.HttpStartException;
import io.sessionfold.engine.load.LoadFailedException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process that runs everything: its log in its folder, its parts closed in order however it ends, and what
 * goes wrong said in one sentence.
 */
public final class LocalProcess {

    private static final Logger LOG = LoggerFactory.getLogger(LocalProcess.class);

    private static final String TERMINAL_PROPERTY = "sessionfold.terminal";
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int FAILED = 1;

    private final AtomicReference<@Nullable LocalInstance> instance = new AtomicReference<>();
    private volatile boolean stopping;

    private LocalProcess() {}

    /** Whether standard error is a terminal; the launcher knows, the JVM does not. */
    public static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL_PROPERTY);
    }

    /**
     * Runs the body; whatever it started is closed when it returns, throws, or is interrupted by a signal.
     *
     * @return the body's exit code, or that of what went wrong
     */
    public static int run(Path folder, ToIntFunction<LocalProcess> body) {
        Path log = LogFile.open(folder);
        LocalProcess process = new LocalProcess();
        Thread hook = new Thread(process::stop, "sessionfold-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        int code = process.guarded(body, log);
        if (!process.stopping) {
            process.close();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return code;
    }

    /** Starts everything; it is closed with the process. */
    public LocalInstance start(LocalInstance.Options options) {
        LocalInstance started = LocalInstance.start(options);
        instance.set(started);
        return started;
    }

    /** Says where everything is, and waits for Ctrl-C or SIGTERM. */
    public void serve(PrintStream out) {
        LocalInstance served = instance.get();
        if (served != null) {
            out.println("  HTTP               " + served.httpUrl());
            out.println("  Kafka              " + served.bootstrapServers());
            out.println("  schema registry    " + served.registryUrl());
        }
        out.println("Serving until Ctrl-C.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int guarded(ToIntFunction<LocalProcess> body, Path log) {
        try {
            return body.applyAsInt(this);
        } catch (LocalStackException | HttpStartException | SettingsException e) {
            return said(e, USAGE);
        } catch (StartException e) {
            return said(e, e.isUnreachable() ? UNREACHABLE : USAGE);
        } catch (LoadFailedException e) {
            return said(e, UNREACHABLE);
        } catch (RuntimeException e) {
            LOG.error("The process failed", e);
            return said(new IllegalStateException(e.getMessage() + " (more in " + log + ")", e), FAILED);
        }
    }

    /** What fails while the parts are being closed fails because they are. */
    private int said(RuntimeException failure, int code) {
        if (!stopping) {
            System.err.println(failure.getMessage());
        }
        return code;
    }

    private void stop() {
        stopping = true;
        close();
    }

    private void close() {
        LocalInstance started = instance.getAndSet(null);
        if (started != null) {
            started.close();
        }
    }
}
