package io.sessionfold.tests.dsl;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.SessionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one row must show: the last that was published of a session, or the one that a query answers now. */
public record RowExpectation(String text, Function<Moment, SessionRow> source, List<Check> checks)
        implements Expectation {

    /** One field: what it should be, and how it is read. */
    record Check(
            String field,
            BiFunction<SessionRow, Moment, @Nullable Object> actual,
            Function<Moment, @Nullable Object> expected) {}

    static RowExpectation of(String text, Function<Moment, SessionRow> source) {
        return new RowExpectation(text, source, List.of());
    }

    public RowExpectation withNoActiveRun() {
        return with("withNoActiveRun()", "activeRunIds", SessionRow::getActiveRunIds, List.of())
                .with("", "hasActiveRun", SessionRow::getHasActiveRun, false);
    }

    public RowExpectation withActiveRuns(String... runIds) {
        return with(
                        "withActiveRuns(" + List.of(runIds) + ")",
                        "activeRunIds",
                        SessionRow::getActiveRunIds,
                        List.of(runIds))
                .with("", "hasActiveRun", SessionRow::getHasActiveRun, true);
    }

    public RowExpectation withRunStatus(String status) {
        return with("withRunStatus(\"" + status + "\")", "runStatus", SessionRow::getRunStatus, status);
    }

    public RowExpectation withPhase(Phase phase) {
        return with("withPhase(" + phase + ")", "phase", SessionRow::getPhase, phase);
    }

    public RowExpectation withPhaseReason(@Nullable String reason) {
        return with("withPhaseReason(\"" + reason + "\")", "phaseReason", SessionRow::getPhaseReason, reason);
    }

    public RowExpectation withDesiredState(DesiredState desired) {
        return with("withDesiredState(" + desired + ")", "desiredState", SessionRow::getDesiredState, desired);
    }

    /** How often another state was asked for, the creation included. */
    public RowExpectation withGeneration(long generation) {
        return with(
                "withGeneration(" + generation + ")",
                "desiredGeneration",
                SessionRow::getDesiredGeneration,
                generation);
    }

    public RowExpectation ofIncarnation(String sessionId) {
        return with("ofIncarnation(\"" + sessionId + "\")", "sessionId", SessionRow::getSessionId, sessionId);
    }

    public RowExpectation withName(@Nullable String name) {
        return with("withName(\"" + name + "\")", "name", SessionRow::getName, name);
    }

    public RowExpectation withTags(Map<String, String> tags) {
        return with("withTags(" + tags + ")", "tags", SessionRow::getTags, tags);
    }

    public RowExpectation withArchived(boolean archived) {
        return with("withArchived(" + archived + ")", "archived", SessionRow::getArchived, archived);
    }

    public RowExpectation withDeleted(boolean deleted) {
        return with("withDeleted(" + deleted + ")", "deleted", SessionRow::getDeleted, deleted);
    }

    public RowExpectation withOpenConnections(int count) {
        return with("withOpenConnections(" + count + ")", "openConnections", SessionRow::getOpenConnections, count);
    }

    public RowExpectation withRouteAvailable(boolean available) {
        return with(
                "withRouteAvailable(" + available + ")", "routeAvailable", SessionRow::getRouteAvailable, available);
    }

    public RowExpectation withLastRun(@Nullable String runId, @Nullable String status) {
        return with("withLastRun(\"" + runId + "\", \"" + status + "\")", "lastRunId", SessionRow::getLastRunId, runId)
                .with("", "lastRunStatus", SessionRow::getLastRunStatus, status);
    }

    public RowExpectation withLastRunError(@Nullable String error) {
        return with("withLastRunError(\"" + error + "\")", "lastRunError", SessionRow::getLastRunError, error);
    }

    public RowExpectation withAbortedLastRun(boolean aborted) {
        return with("withAbortedLastRun(" + aborted + ")", "abortedLastRun", SessionRow::getAbortedLastRun, aborted);
    }

    public RowExpectation withStartedAt(@Nullable String clock) {
        return withTime("withStartedAt", "startedAt", SessionRow::getStartedAt, clock);
    }

    public RowExpectation withEndedAt(@Nullable String clock) {
        return withTime("withEndedAt", "endedAt", SessionRow::getEndedAt, clock);
    }

    public RowExpectation withLastActivityAt(String clock) {
        return withTime("withLastActivityAt", "lastActivityAt", SessionRow::getLastActivityAt, clock);
    }

    public RowExpectation withPhaseSince(String clock) {
        return withTime("withPhaseSince", "phaseSince", SessionRow::getPhaseSince, clock);
    }

    public RowExpectation withRuntimeMs(@Nullable Long ms) {
        return with("withRuntimeMs(" + ms + ")", "runtimeMs", SessionRow::getRuntimeMs, ms);
    }

    public RowExpectation withUrl(@Nullable String url) {
        return with("withUrl(\"" + url + "\")", "url", SessionRow::getUrl, url);
    }

    public RowExpectation withPod(@Nullable String pod) {
        return with("withPod(\"" + pod + "\")", "podName", SessionRow::getPodName, pod);
    }

    public RowExpectation withVersion(long version) {
        return with("withVersion(" + version + ")", "stateVersion", SessionRow::getStateVersion, version);
    }

    public RowExpectation withQuarantined(boolean quarantined) {
        return with("withQuarantined(" + quarantined + ")", "quarantined", SessionRow::getQuarantined, quarantined);
    }

    /** The type of the event that changed it last. */
    public RowExpectation changedBy(String eventType) {
        return with("changedBy(\"" + eventType + "\")", "eventType", SessionRow::getEventType, eventType);
    }

    public RowExpectation withReason(@Nullable String reason) {
        return with("withReason(\"" + reason + "\")", "reason", SessionRow::getReason, reason);
    }

    /** The run that the change is about; null for several runs, or none. */
    public RowExpectation about(@Nullable String runId) {
        return with("about(\"" + runId + "\")", "runId", SessionRow::getRunId, runId);
    }

    @Override
    public void check(Moment moment) {
        SessionRow row = source.apply(moment);
        for (Check check : checks) {
            Object expected = check.expected().apply(moment);
            Object actual = check.actual().apply(row, moment);
            if (!Objects.equals(expected, actual)) {
                throw new AssertionError(
                        "Expected " + check.field() + " to be " + expected + ", but it was " + actual + " in " + row);
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private RowExpectation withTime(
            String word, String field, Function<SessionRow, @Nullable Instant> actual, @Nullable String clock) {
        String words = text + "." + word + "(\"" + clock + "\")";
        Check check = new Check(
                field,
                (row, moment) -> actual.apply(row),
                moment ->
                        clock == null ? null : Instant.ofEpochMilli(moment.day().at(clock)));
        return new RowExpectation(words, source, and(check));
    }

    private RowExpectation with(
            String word, String field, Function<SessionRow, @Nullable Object> actual, @Nullable Object expected) {
        String words = word.isEmpty() ? text : text + "." + word;
        Check check = new Check(field, (row, moment) -> actual.apply(row), moment -> expected);
        return new RowExpectation(words, source, and(check));
    }

    private List<Check> and(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return List.copyOf(more);
    }
}
