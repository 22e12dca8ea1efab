package io.sessionfold.tests.driver;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The records of the output topics, each topic in its own order. */
public record Outputs(
        List<SessionRow> rows,
        List<RunOutcome> outcomes,
        List<SessionCommand> commands,
        List<RejectedEvent> rejections) {

    /** None. */
    public static final Outputs NONE = new Outputs(List.of(), List.of(), List.of(), List.of());

    /** An empty set of topics that can be written to. */
    public static Outputs empty() {
        return new Outputs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Adds the records of another reading behind these. */
    public void addAll(Outputs more) {
        rows.addAll(more.rows);
        outcomes.addAll(more.outcomes);
        commands.addAll(more.commands);
        rejections.addAll(more.rejections);
    }

    /** What came after an earlier look at the same topics. */
    public Outputs since(Outputs earlier) {
        return new Outputs(
                rows.subList(earlier.rows.size(), rows.size()),
                outcomes.subList(earlier.outcomes.size(), outcomes.size()),
                commands.subList(earlier.commands.size(), commands.size()),
                rejections.subList(earlier.rejections.size(), rejections.size()));
    }

    /** A copy that does not grow. */
    public Outputs copy() {
        return new Outputs(List.copyOf(rows), List.copyOf(outcomes), List.copyOf(commands), List.copyOf(rejections));
    }

    /** What is about one session. */
    public Outputs of(String tenantId, String sessionKey) {
        return new Outputs(
                only(rows, row -> same(row.getTenantId(), tenantId, row.getSessionKey(), sessionKey)),
                only(outcomes, run -> same(run.getTenantId(), tenantId, run.getSessionKey(), sessionKey)),
                only(commands, command -> same(command.getTenantId(), tenantId, command.getSessionKey(), sessionKey)),
                only(rejections, event -> same(event.getTenantId(), tenantId, event.getSessionKey(), sessionKey)));
    }

    private static <T> List<T> only(List<T> records, Predicate<T> wanted) {
        return records.stream().filter(wanted).toList();
    }

    private static boolean same(String tenantId, String otherTenantId, String sessionKey, String otherSessionKey) {
        return tenantId.equals(otherTenantId) && sessionKey.equals(otherSessionKey);
    }
}
