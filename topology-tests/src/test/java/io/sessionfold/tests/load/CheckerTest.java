package io.sessionfold.tests.load;

import static io.sessionfold.tests.load.TestLog.ADA;
import static io.sessionfold.tests.load.TestLog.KEY;
import static io.sessionfold.tests.load.TestLog.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionPolicy;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.contract.TerminalReplyCommitted;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker of the load sees every kind of wrong answer, and calls it by its name. */
final class CheckerTest {

    private static final Ask.Row ROW = new Ask.Row(KEY, Answer.NOWHERE);
    private static final RowCheck ROWS = new RowCheck(Set.of("orchid-1", "walnut-2"));
    private static final Wanted ANY = new Wanted(null, null, null);

    @Test
    void aRowThatIsTheFoldAtItsPositionIsRight() {
        TestLog log = started();
        log.answer(ROW, 200, 0, log.row(KEY, 0)).answer(ROW, 200, 2, log.row(KEY, 2));
        assertRight(log, ROWS);
    }

    @Test
    void aRowOfAnotherStateThanThatOfItsPositionIsWrong() {
        TestLog log = started();
        String revived = log.row(KEY, 2).replace("\"hasActiveRun\":true", "\"hasActiveRun\":false");
        assertWrong(log.answer(ROW, 200, 2, revived), ROWS, Kind.WRONG_ROW);
    }

    @Test
    void aRowOfAnotherSessionIsWrong() {
        TestLog log = started().append("s-1", "created-1", Gateway.creation(ADA, "ada", false));
        assertWrong(log.answer(ROW, 200, 3, log.row("s-1", 3)), ROWS, Kind.WRONG_ROW);
    }

    @Test
    void aTokenThatReachesFurtherThanTheRowIsWrong() {
        TestLog log = started();
        assertWrong(log.answer(ROW, 200, 2, log.row(KEY, 1)), ROWS, Kind.WRONG_ROW);
    }

    @Test
    void aTokenThatDoesNotReachTheRowIsWrong() {
        TestLog log = started();
        assertWrong(log.answer(ROW, 200, 1, log.row(KEY, 2)), ROWS, Kind.WRONG_ROW);
    }

    @Test
    void aRowAtAPositionThatTheLogDoesNotHaveIsWrong() {
        TestLog log = started();
        String row = log.row(KEY, 2).replace("\"offset\":2", "\"offset\":7");
        assertWrong(log.answer(ROW, 200, 7, row), ROWS, Kind.WRONGLY_PRESENT);
    }

    @Test
    void anotherTenantsNameInAnAnswerIsWrong() {
        TestLog log = started();
        assertWrong(log.answer(ROW, 404, Answer.NOWHERE, "{\"detail\":\"walnut-2\"}"), ROWS, Kind.OTHER_TENANT);
    }

    @Test
    void notFoundBeforeTheCreationIsRightAndAfterItIsWrong() {
        TestLog log = started().answer(ROW, 404, Answer.NOWHERE, absent());
        assertRight(log, new AbsenceCheck());
        log.answer(change("SessionCreated", "created"), 202, 0, "").answer(ROW, 404, Answer.NOWHERE, absent());
        assertWrong(log, new AbsenceCheck(), Kind.WRONGLY_ABSENT);
    }

    @Test
    void notFoundBehindATokenThatSaysOtherwiseIsWrong() {
        TestLog log = started().answer(new Ask.Row(KEY, 1), 404, Answer.NOWHERE, absent());
        assertWrong(log, new AbsenceCheck(), Kind.WRONGLY_ABSENT);
    }

    @Test
    void goneIsRightOnlyOfWhatSomebodyWantedDeleted() {
        TestLog log = started().append(KEY, "deleted", new SessionDeleted((String) null));
        log.answer(change("SessionDeleted", "deleted"), 202, 3, "").answer(ROW, 410, Answer.NOWHERE, "{}");
        assertRight(log, new AbsenceCheck());
        assertWrong(started().answer(ROW, 410, Answer.NOWHERE, "{}"), new AbsenceCheck(), Kind.WRONGLY_ABSENT);
    }

    @Test
    void neverReachedIsWrongOfAnOffsetInTheLog() {
        TestLog log = started().answer(new Ask.Row(KEY, 2), 412, Answer.NOWHERE, "{}");
        assertWrong(log, new AbsenceCheck(), Kind.WRONGLY_NEVER);
    }

    @Test
    void aRowBeforeItsReadersTokenIsTooOld() {
        TestLog log = started();
        log.answer(new Ask.Row(KEY, 2), 200, 1, log.row(KEY, 1));
        assertWrong(log, new FreshnessCheck(), Kind.TOO_OLD);
    }

    @Test
    void aRowBeforeWhatItsReaderSawIsTooOldOnlyForAReaderWithAToken() {
        TestLog log = started();
        log.answer(ROW, 200, 2, log.row(KEY, 2)).answer(ROW, 200, 0, log.row(KEY, 0));
        assertRight(log, new FreshnessCheck());
        log.answer(new Ask.Row(KEY, 0), 200, 0, log.row(KEY, 0));
        assertWrong(log, new FreshnessCheck(), Kind.TOO_OLD);
    }

    @Test
    void aPageOutOfOrderIsWrong() {
        TestLog log = twoSessions();
        log.answer(new Ask.Page(ANY, "", 9), 200, 3, page(log.row("s-1", 3), log.row(KEY, 2)));
        assertWrong(log, new PageCheck(), Kind.WRONG_PAGE);
    }

    @Test
    void aPageWithTooMuchIsWrong() {
        TestLog log = twoSessions();
        log.answer(new Ask.Page(new Wanted(null, "chat", null), "", 9), 200, 3, both(log));
        assertWrong(log, new PageCheck(), Kind.WRONG_PAGE);
        log = twoSessions();
        assertWrong(log.answer(new Ask.Page(ANY, "", 1), 200, 3, both(log)), new PageCheck(), Kind.WRONG_PAGE);
    }

    @Test
    void aPageWithoutWhatItsPositionCoversIsWrong() {
        TestLog log = twoSessions();
        log.answer(new Ask.Page(ANY, "", 9), 200, 2, page(log.row(KEY, 2)));
        assertRight(log, new PageCheck());
        log.answer(new Ask.Page(ANY, "", 9), 200, 3, page(log.row(KEY, 2)));
        assertWrong(log, new PageCheck(), Kind.WRONG_PAGE);
    }

    @Test
    void aNumberOutsideOfWhatCanHaveBeenIsWrong() {
        TestLog log = twoSessions();
        log.answer(change("SessionCreated", "created"), 202, 0, "").answer(new Ask.Count(ANY), 200, 0, "{\"count\":1}");
        assertRight(log, new PageCheck());
        assertWrong(log.answer(new Ask.Count(ANY), 200, 3, "{\"count\":2}"), new PageCheck(), Kind.WRONG_COUNT);
    }

    @Test
    void anAcknowledgedEventThatTheLogDoesNotHaveIsLost() {
        TestLog log = started().answer(change("RunStarted", "lost"), 202, 2, "");
        assertWrong(log, new DecisionCheck(), Kind.LOST);
    }

    @Test
    void anAcknowledgedEventBehindItsPositionIsLost() {
        TestLog log = started().answer(change("RunStarted", "started"), 202, 1, "");
        assertWrong(log, new DecisionCheck(), Kind.LOST);
    }

    @Test
    void anotherDecisionThanTheFoldsIsWrong() {
        TestLog log = started().append(KEY, "again", accepted("r-2", "k-2"));
        log.answer(change("RunStarted", "started"), 202, 2, "{\"decided\":\"applied\"}");
        assertRight(log, new DecisionCheck());
        log.answer(change("RunAccepted", "again"), 202, 3, "{\"decided\":\"applied\"}");
        assertWrong(log, new DecisionCheck(), Kind.WRONG_DECISION);
    }

    @Test
    void anotherReasonThanTheFoldsIsWrong() {
        TestLog log = started().append(KEY, "again", accepted("r-2", "k-2"));
        log.answer(change("RunAccepted", "again"), 202, 3, refused("conversation_busy"));
        assertRight(log, new DecisionCheck());
        log.answer(change("RunAccepted", "again"), 202, 3, refused("not_owner"));
        assertWrong(log, new DecisionCheck(), Kind.WRONG_DECISION);
    }

    @Test
    void anEventMoreOftenInTheLogThanItWasSentIsDecidedTwice() {
        TestLog log = started()
                .append(KEY, "started", RunStarted.newBuilder().setRunId("r-1").build());
        log.answer(change("RunStarted", "started"), 202, 2, "");
        assertWrong(log, new DecisionCheck(), Kind.DECIDED_TWICE);
        log.answer(change("RunStarted", "started"), 202, 3, "");
        assertRight(log, new DecisionCheck());
    }

    @Test
    void anAdmissionThatNamesAnotherRunIsWrong() {
        TestLog log = started().answer(admit("k-1"), 202, 1, admitted("started", "r-1"));
        assertRight(log, new AdmissionCheck());
        assertWrong(
                log.answer(admit("k-1"), 202, 1, admitted("started", "r-2")),
                new AdmissionCheck(),
                Kind.WRONG_DECISION);
    }

    @Test
    void anAdmissionThatTheFoldDoesNotKnowIsWrong() {
        TestLog log = started().answer(admit("k-9"), 202, 1, admitted("started", "r-9"));
        assertWrong(log, new AdmissionCheck(), Kind.WRONG_DECISION);
    }

    @Test
    void aHolderThatDoesNotHoldTheConversationIsWrong() {
        TestLog log = started().append(KEY, "again", accepted("r-2", "k-2"));
        log.answer(admit("k-2"), 409, 3, busy("r-1"));
        assertRight(log, new AdmissionCheck());
        assertWrong(log.answer(admit("k-2"), 409, 3, busy("r-7")), new AdmissionCheck(), Kind.WRONG_DECISION);
    }

    @Test
    void topicsThatHoldMoreOrLessThanTheFoldAreWrong() {
        TestLog log = started();
        Outputs outputs = Replay.of(log.entries()).outputs();
        Violations violations = new Violations();
        OutputCheck.check(log.entries(), outputs, violations);
        assertThat(violations.counts()).isEmpty();
        OutputCheck.check(
                log.entries(),
                outputs.since(new Outputs(outputs.rows().subList(0, 1), List.of(), List.of(), List.of(), List.of())),
                violations);
        assertThat(violations.counts()).containsKey(Kind.WRONG_OUTPUT);
    }

    @Test
    void aRecordThatNobodyReadOrAccountedForIsNotConserved() {
        assertThat(conserved("2.0", "1.0").counts()).isEmpty();
        assertThat(conserved("1.0", "1.0").counts()).containsOnlyKeys(Kind.NOT_CONSERVED);
        assertThat(conserved("2.0", "0.0").counts()).containsOnlyKeys(Kind.NOT_CONSERVED);
    }

    @Test
    void twoAdmissionsOfOneKeyAreOneTooMany() {
        TestLog log = new TestLog();
        log.append(KEY, "created", shortGuards());
        log.append(KEY, "accepted", accepted("r-1", "k-1"));
        log.append(KEY, "replied", new TerminalReplyCommitted("r-1", List.of("m-r-1"), "reply"));
        log.append(KEY, "settled", new RunSettled("r-1", SettleResult.OK, null));
        assertRight(log, new AdmissionCheck());
        // The guard is past its time by now, which never happens within a load.
        log.append("s-1", "created-1", Gateway.creation(ADA, "ada", false));
        log.append("s-1", "accepted-1", accepted("r-1", "k-1"));
        assertRight(log, new AdmissionCheck());
        log.append(KEY, "accepted again", accepted("r-2", "k-1"));
        assertWrong(log, new AdmissionCheck(), Kind.ADMITTED_TWICE);
    }

    @Test
    void aGapLastsFromTheFirstFailureToTheNextGoodAnswer() {
        Answer good = answerOf(200, 10, 20);
        Gaps gaps = new Gaps(List.of(good, answerOf(503, 30, 40), answerOf(0, 45, 50), answerOf(200, 60, 90)), false);
        assertThat(gaps.longest().toNanos()).isEqualTo(60);
    }

    private static Violations conserved(String read, String applied) {
        Violations violations = new Violations();
        String metrics = """
                # HELP sessionfold_records_read Records taken from the topic
                sessionfold_records_read{topic="sessionfold.events"} %s
                sessionfold_records_read{topic="sessionfold.worker-events"} 7.0
                sessionfold_applied{topic="sessionfold.events"} %s
                """.formatted(read, applied);
        String other = """
                sessionfold_records_read{topic="sessionfold.events"} 1.0
                sessionfold_refused{reason="DUPLICATE",topic="sessionfold.events"} 2.0
                sessionfold_held{topic="sessionfold.events"} NaN
                """;
        Conservation.of(List.of(metrics, other)).check(3, violations);
        return violations;
    }

    private static SessionCreated shortGuards() {
        SessionPolicy policy = SessionPolicy.newBuilder().setGuardTtlMs(1L).build();
        return SessionCreated.newBuilder(Gateway.creation(ADA, "ada", true))
                .setPolicy(policy)
                .build();
    }

    private static TestLog started() {
        return TestLog.withSession()
                .append(KEY, "accepted", accepted("r-1", "k-1"))
                .append(KEY, "started", RunStarted.newBuilder().setRunId("r-1").build());
    }

    private static TestLog twoSessions() {
        return started().append("s-1", "created-1", Gateway.creation(ADA, "ada", false));
    }

    private static Answer answerOf(int status, long askedNs, long answeredNs) {
        return new Answer(ADA, ROW, "one", askedNs, answeredNs, status, null, null, null, "");
    }

    private static Ask.Change change(String type, String eventId) {
        return new Ask.Change(KEY, type, eventId, null);
    }

    private static Ask.Admit admit(String idempotencyKey) {
        return new Ask.Admit(KEY, "r-1", idempotencyKey);
    }

    private static String admitted(String status, String runId) {
        return "{\"runId\":\"%s\",\"status\":\"%s\",\"eventId\":\"accepted\"}".formatted(runId, status);
    }

    private static String busy(String runId) {
        return "{\"code\":\"conversation_busy\",\"runId\":\"%s\",\"eventId\":\"again\"}".formatted(runId);
    }

    private static String refused(String reason) {
        return "{\"decided\":\"refused\",\"reason\":\"%s\"}".formatted(reason);
    }

    private static String absent() {
        return "{\"code\":\"session_not_found\"}";
    }

    private static String page(String... rows) {
        return "{\"sessions\":[" + String.join(",", rows) + "],\"cursor\":null}";
    }

    private static String both(TestLog log) {
        return page(log.row(KEY, 2), log.row("s-1", 3));
    }

    private static void assertRight(TestLog log, Check check) {
        assertThat(log.checked(check).counts()).isEqualTo(Map.of());
    }

    private static void assertWrong(TestLog log, Check check, Kind kind) {
        assertThat(log.checked(check).counts()).containsOnlyKeys(kind);
    }
}
