package io.sessionfold.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationEnabledChanged;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import io.sessionfold.engine.application.ApplicationEvent.Unrecognised;
import io.sessionfold.engine.session.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for every event of an application. */
final class ApplicationFoldTest {

    private final ApplicationHistory history = new ApplicationHistory();

    @Test
    @DisplayName("INV-21: an event that was decided before is a duplicate, and says how it was decided first")
    void aRepeatedEventIsADuplicate() {
        ApplicationInstallRequested request = new ApplicationInstallRequested("ada", null, null, null);
        history.tell("e-a", request);
        ApplicationBody before = history.body();
        history.tell("e-a", request);

        assertThat(history.outputs()).hasSize(1);
        assertThat(history.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.DUPLICATE);
            assertThat(rejection.firstDecision()).isEqualTo("APPLIED");
        });
        assertThat(history.body()).isEqualTo(before);
        assertThat(history.state().stateVersion()).isEqualTo(1);
        assertThat(history.state().position()).isEqualTo(ApplicationHistory.at(2));
    }

    @Test
    @DisplayName("INV-21: an event that was refused is never taken later")
    void aRefusedEventIsNeverTakenLater() {
        ApplicationEnabledChanged forbid = new ApplicationEnabledChanged(false, "ada", null);
        history.tell("e-a", forbid);
        assertThat(history.rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(RejectionReason.ILLEGAL_TRANSITION));
        history.requested().tell("e-a", forbid);

        assertThat(history.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.DUPLICATE);
            assertThat(rejection.firstDecision()).isEqualTo("ILLEGAL_TRANSITION");
        });
        assertThat(history.body().enabled()).isTrue();
    }

    @Test
    @DisplayName("INV-3: each change of the row is one version and one record; an equal row is neither")
    void eachChangeIsOneVersionAndOneRecord() {
        history.requested();
        assertThat(history.rows()).extracting(ApplicationRow::stateVersion).containsExactly(1L);
        history.enabled(true, "it is already");
        assertThat(history.outputs()).isEmpty();
        history.enabled(false, "licence");
        assertThat(history.rows()).extracting(ApplicationRow::stateVersion).containsExactly(2L);
        assertThat(history.rows().get(0).change().eventId()).isEqualTo("e-3");
    }

    @Test
    void onlyAPersonForbidsLaunchesAndAllowsThemAgain() {
        history.requested().reported(ApplicationStatus.INSTALLED).enabled(false, "licence");
        assertThat(history.launch())
                .isEqualTo(new LaunchAnswer.Disabled("Application 'acme/notebook' is disabled: licence"));
        history.reported(ApplicationStatus.INSTALLED).synced().requested().reported(ApplicationStatus.INSTALLED);
        assertThat(history.launch()).isInstanceOf(LaunchAnswer.Disabled.class);

        history.enabled(true, "paid");
        assertThat(history.launch()).isEqualTo(new LaunchAnswer.Ready());
        assertThat(history.body().disabledReason()).isNull();
    }

    @Test
    @DisplayName("INV-48: a payload that only a newer contract knows is refused, and changes nothing")
    void anUnknownPayloadIsRefused() {
        history.requested().tell(new Unrecognised("ApplicationRetired"));

        assertThat(history.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.UNSUPPORTED);
            assertThat(rejection.detail()).contains("ApplicationRetired");
        });
        assertThat(history.state().stateVersion()).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeIsRefusedInWords() {
        refuses(
                new ApplicationInstallRequested(
                        "ada", null, "m".repeat(ApplicationLimits.MANIFEST_BYTES_MAX + 1), null),
                "Expected manifest to have at most 262144 bytes, but it had 262145");
        refuses(
                report("", Icon.of(new byte[ApplicationLimits.ICON_BYTES_MAX + 1]), null),
                "Expected icon to have at most 262144 bytes, but it had 262145");
        refuses(
                report("é".repeat(ApplicationLimits.TEXT_BYTES_MAX / 2 + 1), null, null),
                "Expected message to have at most 4096 bytes, but it had 4098");
        refuses(report("", null, "text/html"), "Expected iconMediaType to name a picture, image/..., but it did not");
        assertThat(history.state().body()).isNull();
    }

    @Test
    void whatIsJustSmallEnoughIsTaken() {
        history.tell(new ApplicationStatusReported(
                ApplicationStatus.INSTALLED,
                true,
                "é".repeat(ApplicationLimits.TEXT_BYTES_MAX / 2),
                "m".repeat(ApplicationLimits.MANIFEST_BYTES_MAX),
                Icon.of(new byte[ApplicationLimits.ICON_BYTES_MAX]),
                "image/svg+xml"));

        assertThat(history.rows()).hasSize(1);
    }

    @Test
    void aRecordTimeThatStepsBackDoesNotTurnThePatienceBack() {
        history.requested();
        long since = history.body().statusSinceMs();
        history.afterMs(-500_000).neededByALaunch();

        assertThat(history.state().recordTimeMs()).isEqualTo(since);
        assertThat(history.outputs()).isEmpty();
    }

    @Test
    void nobodyLaunchesFromANameThatWasMadeUp() {
        assertThat(history.launch())
                .isEqualTo(new LaunchAnswer.Unknown("Application 'acme/notebook' is not installed"));
    }

    private void refuses(ApplicationEvent event, String detail) {
        history.tell(event);
        assertThat(history.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
            assertThat(rejection.detail()).startsWith(detail);
        });
        assertThat(history.outputs()).hasSize(1);
    }

    private static ApplicationStatusReported report(String message, @Nullable Icon icon, @Nullable String type) {
        return new ApplicationStatusReported(ApplicationStatus.INSTALLED, true, message, null, icon, type);
    }
}
