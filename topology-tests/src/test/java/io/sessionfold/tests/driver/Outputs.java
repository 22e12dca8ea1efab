package io.sessionfold.tests.driver;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The records of the output topics, each topic in its own order.
 *
 * @param rows what sessions-changed shows
 * @param removals its tombstones
 */
public record Outputs(
        List<SessionRow> rows,
        List<RowRemoval> removals,
        List<RunOutcome> outcomes,
        List<SessionCommand> commands,
        List<RejectedEvent> rejections) {

    /** None. */
    public static final Outputs NONE = new Outputs(List.of(), List.of(), List.of(), List.of(), List.of());

    /** An empty set of topics that can be written to. */
    public static Outputs empty() {
        return new Outputs(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Adds the records of another reading behind these. */
    public void addAll(Outputs more) {
        rows.addAll(more.rows);
        removals.addAll(more.removals);
        outcomes.addAll(more.outcomes);
        commands.addAll(more.commands);
        rejections.addAll(more.rejections);
    }

    /** What came after an earlier look at the same topics. */
    public Outputs since(Outputs earlier) {
        return new Outputs(
                rows.subList(earlier.rows.size(), rows.size()),
                removals.subList(earlier.removals.size(), removals.size()),
                outcomes.subList(earlier.outcomes.size(), outcomes.size()),
                commands.subList(earlier.commands.size(), commands.size()),
                rejections.subList(earlier.rejections.size(), rejections.size()));
    }

    /** A copy that does not grow. */
    public Outputs copy() {
        return new Outputs(
                List.copyOf(rows),
                List.copyOf(removals),
                List.copyOf(outcomes),
                List.copyOf(commands),
                List.copyOf(rejections));
    }

    /** What is about one session. */
    public Outputs of(String tenantId, String sessionKey) {
        return about((tenant, session) -> tenant.equals(tenantId) && sessionKey.equals(session));
    }

    /** What is about one tenant. */
    public Outputs of(String tenantId) {
        return about((tenant, session) -> tenant.equals(tenantId));
    }

    private Outputs about(BiPredicate<String, String> wanted) {
        return new Outputs(
                only(rows, row -> wanted.test(row.getTenantId(), row.getSessionKey())),
                only(removals, removal -> wanted.test(removal.tenantId(), removal.sessionKey())),
                only(outcomes, run -> wanted.test(run.getTenantId(), run.getSessionKey())),
                only(commands, command -> wanted.test(command.getTenantId(), command.getSessionKey())),
                only(rejections, event -> wanted.test(event.getTenantId(), event.getSessionKey())));
    }

    private static <T> List<T> only(List<T> records, Predicate<T> wanted) {
        return records.stream().filter(wanted).toList();
    }
}
