package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.replay.Folded;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a replay writes, as JSON lines. Thread-safe. */
final class ReplayExport implements FoldObserver, AutoCloseable {

    private final Kind kind;
    private final PrintWriter out;
    private final boolean isOwned;

    /** What is written. */
    enum Kind {
        /** The rows at the end. */
        ROWS,
        /** Each transition, in the order of its partition. */
        TIMELINE,
        NONE
    }

    private ReplayExport(Kind kind, PrintWriter out, boolean isOwned) {
        this.kind = kind;
        this.out = out;
        this.isOwned = isOwned;
    }

    /** Opens a file, or takes the standard output if there is none. */
    static ReplayExport open(Kind kind, @Nullable Path file, PrintWriter standard) {
        if (file == null || kind == Kind.NONE) {
            return new ReplayExport(kind, standard, false);
        }
        try {
            return new ReplayExport(kind, new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8)), true);
        } catch (IOException e) {
            throw CommandException.usage("Expected %s to be writable, but it was not (%s)".formatted(file, e));
        }
    }

    /** Whether the standard output belongs to what is written. */
    boolean takesStandardOutput() {
        return kind != Kind.NONE && !isOwned;
    }

    @Override
    public void folded(Folded folded) {
        if (kind == Kind.TIMELINE) {
            line(Timeline.transition(folded).toString());
        }
    }

    @Override
    public boolean isFinal() {
        return kind == Kind.TIMELINE;
    }

    /** Takes the states at the end; how many sessions there are. */
    long states(FoldTable table) {
        long[] sessions = {0};
        table.forEach((key, state) -> {
            if (state.session() != null && state.session().exists()) {
                sessions[0]++;
                if (kind == Kind.ROWS) {
                    PublicRow.of(state.session()).ifPresent(row -> line(RecordJson.write(RowCodec.write(row))));
                }
            }
        });
        return sessions[0];
    }

    /** A line that could not be written is an error: half an export looks like a whole one. */
    @Override
    public void close() {
        boolean isBroken = out.checkError();
        if (isOwned) {
            out.close();
        }
        if (isBroken) {
            throw CommandException.failed("Expected everything to be written, but the output was closed or is full");
        }
    }

    private synchronized void line(String text) {
        out.write(text);
        out.write('\n');
    }
}
