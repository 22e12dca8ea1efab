package io.sessionfold.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationEnabledChanged;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import io.sessionfold.engine.application.ApplicationEvent.ControllerSyncRequested;
import io.sessionfold.engine.application.ApplicationOutput.EventRejected;
import io.sessionfold.engine.application.ApplicationOutput.RowChanged;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.session.Decision;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the application fold on random histories with duplicates and clocks that step back; a seed each. */
final class RandomApplicationTest {

    private static final int HISTORIES = 2_000;
    private static final int EVENTS = 40;
    private static final List<ApplicationStatus> STATUSES = List.of(ApplicationStatus.values());
    private static final List<String> MESSAGES = List.of("", "ready", "not ready", "image not found", "  ", "valid");

    private final ApplicationCodec codec = new ApplicationCodec();

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("INV-3, INV-21, INV-30, INV-44: the laws hold after every event of a random history")
    void theLawsHold(long seed) {
        Random random = new Random(seed);
        Application before = null;
        for (int offset = 0; offset < EVENTS; offset++) {
            RecordedApplicationEvent event = event(random, offset);
            ApplicationOutcome outcome = ApplicationFold.evolve(before, event);
            String step = "seed %d, event %d: %s".formatted(seed, offset, event);
            assertThat(ApplicationFold.evolve(before, event)).as(step).isEqualTo(outcome);
            assertThat(codec.decode(event.key(), codec.encode(outcome.application())))
                    .as(step)
                    .isEqualTo(outcome.application());
            assertVersions(step, before, outcome);
            assertRefusals(step, before, outcome);
            assertReports(step, before, event, outcome);
            before = outcome.application();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, HISTORIES);
    }

    private static void assertVersions(String step, @Nullable Application before, ApplicationOutcome outcome) {
        long version = before == null ? 0 : before.stateVersion();
        ApplicationBody body = before == null ? null : before.body();
        List<ApplicationOutput> rows =
                outcome.outputs().stream().filter(RowChanged.class::isInstance).toList();
        boolean changed = !Objects.equals(body, outcome.application().body());
        assertThat(rows).as(step).hasSize(changed ? 1 : 0);
        assertThat(outcome.application().stateVersion()).as(step).isEqualTo(version + (changed ? 1 : 0));
    }

    private static void assertRefusals(String step, @Nullable Application before, ApplicationOutcome outcome) {
        boolean refused = outcome.decision() instanceof Decision.Refused;
        if (refused) {
            assertThat(outcome.outputs()).as(step).hasExactlyElementsOfTypes(EventRejected.class);
            assertThat(outcome.application().body()).as(step).isEqualTo(before == null ? null : before.body());
        } else {
            assertThat(outcome.outputs()).as(step).noneMatch(EventRejected.class::isInstance);
        }
    }

    /** No report that denies without a reason fails an application, and none but a person's word forbids launches. */
    private static void assertReports(
            String step, @Nullable Application before, RecordedApplicationEvent event, ApplicationOutcome outcome) {
        ApplicationBody was = before == null ? null : before.body();
        ApplicationBody is = outcome.application().body();
        if (is == null) {
            return;
        }
        boolean failedNow =
                is.status() == ApplicationStatus.FAILED && (was == null || was.status() != ApplicationStatus.FAILED);
        if (failedNow) {
            assertThat(event.payload()).as(step).isInstanceOf(ApplicationStatusReported.class);
            assertThat(is.message()).as(step).isIn("not ready", "image not found");
        }
        boolean enabledBefore = was == null || was.enabled();
        if (enabledBefore != is.enabled()) {
            assertThat(event.payload()).as(step).isInstanceOf(ApplicationEnabledChanged.class);
        }
        assertThat(is.awaitedReports()).as(step).isBetween(0, ApplicationBody.AWAITED_MAX);
    }

    private static RecordedApplicationEvent event(Random random, long offset) {
        long recordTimeMs = 1_000_000 + offset * 60_000 + random.nextInt(300_000);
        return new RecordedApplicationEvent(
                "e-" + random.nextInt(EVENTS * 3),
                ApplicationHistory.KEY,
                recordTimeMs * 1_000,
                payload(random),
                recordTimeMs,
                ApplicationHistory.at(offset));
    }

    private static ApplicationEvent payload(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new ApplicationInstallRequested("ada", "name-" + random.nextInt(2), null, null);
            case 1 -> new ApplicationInstallRequested(null, null, null, "a launch needs it");
            case 2 -> new ApplicationEnabledChanged(random.nextBoolean(), "ada", "licence");
            case 3 -> new ControllerSyncRequested("controller-1", null);
            default ->
                new ApplicationStatusReported(
                        STATUSES.get(random.nextInt(STATUSES.size())),
                        random.nextBoolean(),
                        MESSAGES.get(random.nextInt(MESSAGES.size())),
                        random.nextBoolean() ? "manifest-" + random.nextInt(2) : null,
                        random.nextBoolean() ? Icon.of(new byte[] {(byte) random.nextInt(2)}) : null,
                        "image/png");
        };
    }
}
