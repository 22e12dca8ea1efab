package io.sessionfold.engine.codec;

import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.engine.session.OutcomeStatus;
import io.sessionfold.engine.session.guard.RetryGuard;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Retry guards to the bytes of the store and back. Not thread-safe: one per task. */
public final class GuardCodec {

    private final StateFormat<io.sessionfold.contract.RetryGuards> format = new StateFormat<>(
            io.sessionfold.contract.RetryGuards.class, io.sessionfold.contract.RetryGuards.getClassSchema());

    public byte[] encode(RetryGuards guards) {
        List<io.sessionfold.contract.RetryGuard> stored =
                new ArrayList<>(guards.byKey().size());
        for (Map.Entry<String, RetryGuard> entry : guards.byKey().entrySet()) {
            stored.add(write(entry.getKey(), entry.getValue()));
        }
        return format.write(new io.sessionfold.contract.RetryGuards(stored));
    }

    public RetryGuards decode(byte[] value) {
        TreeMap<String, RetryGuard> byKey = new TreeMap<>();
        for (io.sessionfold.contract.RetryGuard guard : format.read(value).getGuards()) {
            byKey.put(guard.getIdempotencyKey(), read(guard));
        }
        return new RetryGuards(Collections.unmodifiableSortedMap(byKey));
    }

    private static io.sessionfold.contract.RetryGuard write(String key, RetryGuard guard) {
        return new io.sessionfold.contract.RetryGuard(
                key,
                guard.runId(),
                guard.fingerprint(),
                Symbols.writeNullable(RunOutcomeStatus.class, guard.result()),
                guard.replyRef(),
                guard.errorCode(),
                guard.summary(),
                guard.terminalAtMs(),
                guard.settledAtMs(),
                guard.expiresAtMs() == RetryGuard.NEVER ? null : guard.expiresAtMs());
    }

    private static RetryGuard read(io.sessionfold.contract.RetryGuard guard) {
        return new RetryGuard(
                guard.getRunId(),
                guard.getFingerprint(),
                Symbols.readNullable(OutcomeStatus.class, guard.getResult()),
                guard.getReplyRef(),
                guard.getErrorCode(),
                guard.getSummary(),
                guard.getTerminalAt(),
                guard.getSettledAt(),
                guard.getExpiresAt() == null ? RetryGuard.NEVER : guard.getExpiresAt());
    }
}
