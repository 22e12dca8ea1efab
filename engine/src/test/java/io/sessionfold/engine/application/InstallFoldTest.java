package io.sessionfold.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.ApplicationOutput.InstallIssued;
import io.sessionfold.engine.application.ApplicationOutput.RowChanged;
import io.sessionfold.engine.session.RejectionReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who asks for an install, and when the command goes out. */
final class InstallFoldTest {

    private final ApplicationHistory history = new ApplicationHistory();

    @Test
    void aRequestTellsTheControllerAndRefusesLaunches() {
        history.requested();

        assertThat(history.outputs()).hasExactlyElementsOfTypes(InstallIssued.class, RowChanged.class);
        assertThat(history.installs())
                .containsExactly(new InstallIssued("e-1:INSTALL_APPLICATION", ApplicationHistory.KEY, 1, "e-1", null));
        assertThat(history.body().status()).isEqualTo(ApplicationStatus.PENDING);
        assertThat(history.body().name()).isEqualTo("Notebook");
        assertThat(history.body().manifest()).isEqualTo("kind: Chart");
        assertThat(history.launch())
                .isEqualTo(new LaunchAnswer.Installing(
                        "Application 'acme/notebook' is still installing", LaunchRule.RETRY_AFTER_MS));
    }

    @Test
    @DisplayName("SS-16: what a launch misses is made again, and the caller asks again")
    void whatALaunchMissesIsMadeAgain() {
        history.requested().reported(ApplicationStatus.INSTALLED).reported(ApplicationStatus.MISSING);
        assertThat(history.launch())
                .isEqualTo(new LaunchAnswer.Reinstall(
                        "Application 'acme/notebook' is being installed again", LaunchRule.RETRY_AFTER_MS));
        history.neededByALaunch();

        assertThat(history.installs()).singleElement().satisfies(install -> {
            assertThat(install.rowVersion()).isEqualTo(4);
            assertThat(install.reason()).isEqualTo("a launch needs it");
        });
        assertThat(history.body().status()).isEqualTo(ApplicationStatus.CREATING);
        assertThat(history.body().manifest()).isEqualTo("kind: Chart");
        assertThat(history.launch()).isInstanceOf(LaunchAnswer.Installing.class);
    }

    @Test
    void aCrowdOfLaunchesIsOneCommand() {
        history.requested().reported(ApplicationStatus.MISSING).neededByALaunch();
        assertThat(history.installs()).hasSize(1);
        history.neededByALaunch();
        assertThat(history.outputs()).isEmpty();

        history.afterMs(LaunchRule.INSTALL_PATIENCE_MS - 2_001).neededByALaunch();
        assertThat(history.outputs()).isEmpty();
        history.neededByALaunch();
        assertThat(history.installs()).hasSize(1);
        assertThat(history.body().statusSinceMs()).isEqualTo(history.nowMs());
    }

    @Test
    void aPersonsRequestAlwaysGoesOut() {
        history.requested().requested();

        assertThat(history.installs()).hasSize(1);
        assertThat(history.rows()).hasSize(1);
    }

    @Test
    void aNewRequestForgetsWhyTheLastOneFailed() {
        history.requested()
                .reported(ApplicationStatus.FAILED, false, "image not found")
                .requested();

        assertThat(history.body().status()).isEqualTo(ApplicationStatus.PENDING);
        assertThat(history.body().message()).isNull();
    }

    @Test
    @DisplayName("SS-17: a sync sends the install of what is installed again, and launches go on meanwhile")
    void aSyncSendsTheInstallAgain() {
        history.requested().reported(ApplicationStatus.INSTALLED).synced();

        assertThat(history.outputs())
                .containsExactly(
                        new InstallIssued("e-3:INSTALL_APPLICATION", ApplicationHistory.KEY, 2, "e-3", "it started"));
        assertThat(history.launch()).isEqualTo(new LaunchAnswer.Ready());
    }

    @ParameterizedTest
    @EnumSource(
            value = ApplicationStatus.class,
            names = {"FAILED", "MISSING"})
    @DisplayName("SS-18: a sync makes anew what failed or is missing")
    void aSyncMakesAnewWhatIsNotThere(ApplicationStatus before) {
        history.requested().reported(before, false, "image not found").synced();

        assertThat(history.installs()).hasSize(1);
        assertThat(history.body().status()).isEqualTo(ApplicationStatus.CREATING);
        assertThat(history.body().message()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ApplicationStatus.class,
            names = {"PENDING", "INSTALLING", "CREATING"})
    void aSyncOfWhatIsUnderWaySendsTheCommandAndLeavesTheRow(ApplicationStatus before) {
        history.requested().reported(before).synced();

        assertThat(history.outputs()).hasExactlyElementsOfTypes(InstallIssued.class);
        assertThat(history.body().status()).isEqualTo(before);
    }

    @Test
    @DisplayName("SS-18: a sync installs what is disabled too: the flag is about launches alone")
    void aSyncInstallsWhatIsDisabledToo() {
        history.requested()
                .reported(ApplicationStatus.INSTALLED)
                .enabled(false, "licence")
                .synced();

        assertThat(history.installs()).hasSize(1);
        assertThat(history.body().enabled()).isFalse();
    }

    @Test
    void aSyncOfWhatNobodyAskedForIsRefused() {
        history.synced();

        assertThat(history.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.ILLEGAL_TRANSITION);
            assertThat(rejection.detail())
                    .contains("'acme/notebook'")
                    .contains("one event for each row of applications-changed")
                    .endsWith("(sessionfold.application-events-0@1)");
        });
        assertThat(history.installs()).isEmpty();
        assertThat(ApplicationRow.of(history.state())).isEmpty();
    }
}
