package io.sessionfold.local.demo;

import io.sessionfold.engine.load.TraceEvents;
import io.sessionfold.engine.load.TraceReader;
import io.sessionfold.engine.load.TraceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The trace that comes with the project: one hour of a chat service, as recorded. */
public final class BundledTrace {

    /** The tenant to which the bundled trace belongs. */
    public static final String TENANT = "demo";

    private static final String FILE = "kimi-conversation-hour.csv.gz";
    private static final String PREFIX = "kimi";

    private BundledTrace() {}

    /** The load of a tenant's events; the same in every attempt. */
    public static String loadId(String tenantId) {
        return FILE + "/" + tenantId + "/" + TraceEvents.SEED + "/" + TraceEvents.VERSION;
    }

    /** The recorded requests. */
    public static List<TraceRequest> requests() {
        try (InputStream bytes = BundledTrace.class.getResourceAsStream(FILE)) {
            if (bytes == null) {
                throw new IllegalStateException("Expected the trace " + FILE + " to be bundled, but it was not there");
            }
            return TraceReader.read(bytes, FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events that the trace becomes for a tenant. */
    public static TraceEvents.Plan plan(String tenantId) {
        return TraceEvents.plan(requests(), tenantId, PREFIX, TraceEvents.SEED);
    }
}
