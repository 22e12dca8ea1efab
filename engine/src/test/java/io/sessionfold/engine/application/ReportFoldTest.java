package io.sessionfold.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import io.sessionfold.engine.session.RejectionReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a controller's reports come to. */
final class ReportFoldTest {

    private final ApplicationHistory history = new ApplicationHistory();

    @ParameterizedTest
    @ValueSource(strings = {"ready", "Template is valid and ready to use", "Installed successfully.", "OK"})
    @DisplayName("INV-30: a report that denies with the success message is no failure; the next one is waited for")
    void aContradictoryReportIsNoFailure(String message) {
        history.requested().reported(ApplicationStatus.FAILED, false, message);

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.PENDING);
        assertThat(history.body().message()).isNull();
        assertThat(history.launch()).isInstanceOf(LaunchAnswer.Installing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    @DisplayName("INV-30: without a message nothing was validated yet; the next report is waited for")
    void withoutAMessageNothingWasValidatedYet(String message) {
        history.requested().reported(ApplicationStatus.INSTALLED, false, message);

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.PENDING);
    }

    @Test
    @DisplayName("INV-30: a contradictory report takes nothing from an application that is installed")
    void aContradictoryReportTakesNothingAway() {
        history.requested().reported(ApplicationStatus.INSTALLED);
        history.reported(ApplicationStatus.FAILED, false, "ready");

        assertThat(history.launch()).isEqualTo(new LaunchAnswer.Ready());
    }

    @Test
    @DisplayName("INV-30: the waiting shows in the row, until a report counts")
    void theWaitingShows() {
        history.requested().reported(ApplicationStatus.INSTALLED, false, "");
        history.reported(ApplicationStatus.INSTALLED, false, "ready");
        assertThat(history.rows()).singleElement().satisfies(row -> {
            assertThat(row.body().awaitedReports()).isEqualTo(2);
            assertThat(row.stateVersion()).isEqualTo(3);
        });

        history.reported(ApplicationStatus.INSTALLED, true, "ready");
        assertThat(history.body().awaitedReports()).isZero();
        assertThat(history.launch()).isEqualTo(new LaunchAnswer.Ready());
    }

    @Test
    @DisplayName("INV-30: however often a report contradicts itself, it fails nothing, and the row stops changing")
    void howeverOftenAReportContradictsItself() {
        history.requested();
        for (int report = 0; report < ApplicationBody.AWAITED_MAX; report++) {
            history.reported(ApplicationStatus.INSTALLED, false, "ready");
            assertThat(history.rows()).hasSize(1);
        }
        long version = history.state().stateVersion();
        history.reported(ApplicationStatus.INSTALLED, false, "ready");

        assertThat(history.outputs()).isEmpty();
        assertThat(history.state().stateVersion()).isEqualTo(version);
        assertThat(history.body().status()).isEqualTo(ApplicationStatus.PENDING);
    }

    @Test
    @DisplayName("INV-30: a wait that never ends asks for the install anew at the next launch")
    void aWaitThatNeverEndsAsksAnew() {
        history.requested().reported(ApplicationStatus.INSTALLED, false, "ready");
        history.afterMs(LaunchRule.INSTALL_PATIENCE_MS);

        assertThat(history.launch()).isInstanceOf(LaunchAnswer.Reinstall.class);
        assertThat(history.neededByALaunch().installs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image not found", "not ready: 0 of 3", "Template is invalid", "is never ready"})
    void aDenialThatSaysWhyIsAFailure(String message) {
        history.requested().reported(ApplicationStatus.INSTALLED, false, message);

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.FAILED);
        assertThat(history.launch())
                .isEqualTo(new LaunchAnswer.Failed("Application 'acme/notebook' could not be installed: " + message));
    }

    @Test
    void aFailureWithoutAKnownStatusIsAFailure() {
        history.requested().reported(ApplicationStatus.UNKNOWN, false, "image not found");

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.FAILED);
    }

    @Test
    void anUnknownStatusThatDeniesNothingIsRefused() {
        history.requested().reported(ApplicationStatus.UNKNOWN, true, "fine");

        assertThat(history.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.EMPTY_PHASE);
            assertThat(rejection.detail())
                    .startsWith("Expected a report on application 'acme/notebook' to name a status")
                    .endsWith("(sessionfold.application-events-0@2)");
        });
        assertThat(history.body().status()).isEqualTo(ApplicationStatus.PENDING);
    }

    @ParameterizedTest
    @EnumSource(
            value = ApplicationStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INSTALLED", "UNKNOWN"})
    void aReportThatItIsThereHealsItFromAnyStatus(ApplicationStatus before) {
        history.requested().reported(before, true, "image not found");
        assertThat(history.body().status()).isEqualTo(before);
        history.reported(ApplicationStatus.INSTALLED);

        assertThat(history.launch()).isEqualTo(new LaunchAnswer.Ready());
        assertThat(history.body().message()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SS-18: an application whose resources are missing stays enabled")
    void whatIsMissingStaysEnabled(boolean valid) {
        history.requested().reported(ApplicationStatus.INSTALLED);
        history.reported(ApplicationStatus.MISSING, valid, "no such chart");

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.MISSING);
        assertThat(history.body().enabled()).isTrue();
        assertThat(history.launch()).isInstanceOf(LaunchAnswer.Reinstall.class);
    }

    @Test
    void aReportThatItIsBeingInstalledIsNoFailure() {
        history.requested().reported(ApplicationStatus.INSTALLING, false, "pulling the image");

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.INSTALLING);
        assertThat(history.body().message()).isEqualTo("pulling the image");
    }

    @Test
    void aControllerMayKnowWhatNobodyAskedFor() {
        history.reported(ApplicationStatus.INSTALLED);

        assertThat(history.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.stateVersion()).isEqualTo(1));
        assertThat(history.launch()).isEqualTo(new LaunchAnswer.Ready());
    }

    @Test
    void anEqualReportPublishesNothing() {
        history.requested().reported(ApplicationStatus.INSTALLING, true, "pulling");
        history.reported(ApplicationStatus.INSTALLING, true, "pulling");

        assertThat(history.outputs()).isEmpty();
        assertThat(history.state().stateVersion()).isEqualTo(2);
        assertThat(history.state().position()).isEqualTo(ApplicationHistory.at(3));
    }

    @Test
    void aReportOfTheSameStatusKeepsItsBeginning() {
        history.requested().reported(ApplicationStatus.INSTALLING, true, "pulling");
        long since = history.body().statusSinceMs();
        history.reported(ApplicationStatus.INSTALLING, true, "unpacking");

        assertThat(history.rows()).hasSize(1);
        assertThat(history.body().statusSinceMs()).isEqualTo(since);
    }

    @Test
    void whatAReportLeavesOutStays() {
        Icon icon = Icon.of("picture".getBytes(StandardCharsets.UTF_8));
        history.requested()
                .tell(new ApplicationStatusReported(
                        ApplicationStatus.INSTALLED, true, "ready", "kind: Rendered", icon, "image/png"));
        history.reported(ApplicationStatus.MISSING);

        assertThat(history.body().manifest()).isEqualTo("kind: Rendered");
        assertThat(history.body().icon()).isEqualTo(icon);
        assertThat(history.body().iconMediaType()).isEqualTo("image/png");
        assertThat(history.body().name()).isEqualTo("Notebook");
    }
}
