package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.load.BadInputException;
import io.sessionfold.engine.load.EventLines;
import io.sessionfold.engine.load.Load;
import io.sessionfold.engine.load.LoadRecord;
import io.sessionfold.engine.load.LoadedEvent;
import io.sessionfold.engine.load.TraceEvents;
import io.sessionfold.engine.load.TraceReader;
import io.sessionfold.engine.session.VersionFold;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code load} reads: a file or standard input, a trace or lines of events. */
final class LoadInput implements AutoCloseable {

    /** The name of standard input. */
    static final String STANDARD_INPUT = "-";

    private static final String TRACE_PREFIX = "trace";

    private final InputStream bytes;
    private final String name;
    private final Format format;
    private final @Nullable String tenant;
    private final String loadId;
    private final boolean skipBad;
    private long badLines;

    /** The formats, as they are written on the command line. */
    enum Format {
        events,
        trace
    }

    private LoadInput(
            InputStream bytes, String name, Format format, @Nullable String tenant, String loadId, boolean skipBad) {
        this.bytes = bytes;
        this.name = name;
        this.format = format;
        this.tenant = tenant;
        this.loadId = loadId;
        this.skipBad = skipBad;
    }

    /** Opens the input. Standard input without a load id cannot be resumed: each attempt is a load of its own. */
    static LoadInput open(
            String file, Format format, @Nullable String tenant, @Nullable String loadId, boolean skipBad) {
        if (format == Format.trace && tenant == null) {
            throw new BadInputException("Expected --tenant to name the tenant of the trace, but it was not given");
        }
        if (VersionFold.TENANT.equals(tenant)) {
            throw new BadInputException("Expected --tenant to name a tenant, but '" + tenant + "' is the engine's own");
        }
        if (file.equals(STANDARD_INPUT)) {
            String id = loadId == null ? "stdin/" + UUID.randomUUID() : loadId;
            return new LoadInput(System.in, "standard input", format, tenant, id, skipBad);
        }
        Path path = Path.of(file);
        try {
            String id = loadId == null ? path.getFileName() + "/" + sha256(path) : loadId;
            return new LoadInput(
                    new BufferedInputStream(Files.newInputStream(path)), file, format, tenant, id, skipBad);
        } catch (IOException e) {
            throw new BadInputException(
                    "Expected '" + file + "' to be a file that can be read, but it was not: " + e, e);
        }
    }

    Load load() {
        if (format == Format.trace) {
            String owner = tenant == null ? "" : tenant;
            List<LoadRecord> events = TraceEvents.plan(
                            TraceReader.read(bytes, name), owner, TRACE_PREFIX, TraceEvents.SEED)
                    .events();
            return new Load(
                    loadId + "/" + owner + "/" + TraceEvents.VERSION,
                    OptionalLong.of(events.size()),
                    events.iterator());
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        Iterator<LoadedEvent> events =
                new EventLines(lines, name, new EventLines.Defaults(loadId, tenant, InstantSource.system()), this::bad);
        return new Load(loadId, OptionalLong.empty(), events);
    }

    /** How many lines were passed over. */
    long badLines() {
        return badLines;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new BadInputException("Expected " + name + " to be closed, but it was not: " + e.getMessage(), e);
        }
    }

    private void bad(BadInputException line) {
        if (!skipBad) {
            throw line;
        }
        badLines++;
        System.err.println(line.getMessage());
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
