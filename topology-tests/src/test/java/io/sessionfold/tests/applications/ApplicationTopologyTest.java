package io.sessionfold.tests.applications;

import static io.sessionfold.tests.applications.ApplicationEvents.disabled;
import static io.sessionfold.tests.applications.ApplicationEvents.installed;
import static io.sessionfold.tests.applications.ApplicationEvents.key;
import static io.sessionfold.tests.applications.ApplicationEvents.reported;
import static io.sessionfold.tests.applications.ApplicationEvents.requested;
import static io.sessionfold.tests.applications.ApplicationEvents.synced;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What application events let out of the topology. */
final class ApplicationTopologyTest {

    private final ApplicationStage stage = new ApplicationStage(1);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRequestPublishesTheRowAndTellsTheController() {
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));

        assertThat(stage.harness().read(Topics.SESSION_COMMANDS))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo(key("notebook"));
                    assertThat(record.timestamp()).isEqualTo(ApplicationStage.NOW_MS);
                });
        assertThat(stage.harness().read(Topics.APPLICATIONS_CHANGED))
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo(key("notebook")));
    }

    @Test
    void theCommandNamesTheApplicationAndNoSession() {
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-2", "notebook", synced());

        assertThat(stage.commands()).containsExactly(command("e-1", "she wants it"), command("e-2", "it started"));
    }

    @Test
    void theRowShowsEverythingOfTheApplication() {
        byte[] icon = "picture".getBytes(StandardCharsets.UTF_8);
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-2", "notebook", installed("kind: Rendered", icon));
        stage.tell("e-3", "notebook", disabled("licence"));

        assertThat(stage.rows()).hasSize(3).last().satisfies(row -> {
            assertThat(row.getTenantId()).isEqualTo("acme");
            assertThat(row.getApplicationId()).isEqualTo("notebook");
            assertThat(row.getName()).isEqualTo("Notebook");
            assertThat(row.getStatus()).isEqualTo(ApplicationStatus.INSTALLED);
            assertThat(row.getStatusSince()).isEqualTo(Instant.ofEpochMilli(ApplicationStage.NOW_MS));
            assertThat(row.getEnabled()).isFalse();
            assertThat(row.getDisabledReason()).isEqualTo("licence");
            assertThat(row.getMessage()).isEqualTo("ready");
            assertThat(row.getManifest()).isEqualTo("kind: Rendered");
            assertThat(row.getIcon()).isEqualTo(ByteBuffer.wrap(icon));
            assertThat(row.getIconMediaType()).isEqualTo("image/png");
            assertThat(row.getEventId()).isEqualTo("e-3");
            assertThat(row.getRecordTime()).isEqualTo(Instant.ofEpochMilli(ApplicationStage.NOW_MS));
            assertThat(row.getStateVersion()).isEqualTo(3);
            assertThat(row.getPosition().getOffset()).isEqualTo(2);
        });
    }

    @Test
    @DisplayName("INV-30: a contradictory report shows that the next one is waited for, and fails nothing")
    void aContradictoryReportIsWaitedOut() {
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-2", "notebook", reported(ApplicationStatus.FAILED, false, "Template is valid and ready"));
        stage.tell("e-3", "notebook", reported(ApplicationStatus.INSTALLED, false, ""));
        stage.tell("e-4", "notebook", reported(ApplicationStatus.INSTALLED, true, "ready"));

        assertThat(stage.rows())
                .extracting(ApplicationRow::getStatus)
                .containsExactly(
                        ApplicationStatus.PENDING,
                        ApplicationStatus.PENDING,
                        ApplicationStatus.PENDING,
                        ApplicationStatus.INSTALLED);
        assertThat(stage.rejections()).isEmpty();
    }

    @Test
    @DisplayName("INV-46: a refused application event names its application, and no session")
    void aRefusedEventNamesItsApplication() {
        stage.tell("e-1", "notebook", disabled("licence"));

        assertThat(stage.rejections()).singleElement().satisfies(refused -> {
            assertThat(refused.getReason()).isEqualTo(RejectionReason.ILLEGAL_TRANSITION);
            assertThat(refused.getEventId()).isEqualTo("e-1");
            assertThat(refused.getEventType()).isEqualTo("ApplicationEnabledChanged");
            assertThat(refused.getApplicationId()).isEqualTo("notebook");
            assertThat(refused.getSessionKey()).isNull();
            assertThat(refused.getDetail())
                    .contains("'acme/notebook'")
                    .endsWith("(sessionfold.application-events-0@0)");
        });
        assertThat(stage.rows()).isEmpty();
    }

    @Test
    @DisplayName("INV-21: a repeated application event changes nothing and sends no second command")
    void aRepeatedEventChangesNothing() {
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));

        assertThat(stage.rows()).hasSize(1);
        assertThat(stage.commands()).hasSize(1);
        assertThat(stage.rejections()).singleElement().satisfies(refused -> {
            assertThat(refused.getReason()).isEqualTo(RejectionReason.DUPLICATE);
            assertThat(refused.getFirstDecision()).isEqualTo("APPLIED");
        });
    }

    @Test
    void applicationsDoNotTouchEachOther() {
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-1", "desktop", requested("Desktop", "kind: Chart"));
        stage.tell("e-2", "desktop", installed("kind: Chart", null));

        assertThat(stage.rows())
                .extracting(row -> row.getApplicationId() + " " + row.getStatus() + " " + row.getStateVersion())
                .containsExactly("notebook PENDING 1", "desktop PENDING 1", "desktop INSTALLED 2");
    }

    @Test
    void everyRecordIsAccountedFor() {
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-1", "notebook", requested("Notebook", "kind: Chart"));
        stage.tell("e-2", "desktop", synced());
        stage.pipe(key("notebook"), new byte[] {1, 2, 3});

        ProgressCounts counts = stage.counts();
        assertThat(counts.get(Count.READ)).isEqualTo(4);
        assertThat(counts.get(Count.APPLIED)).isEqualTo(1);
        assertThat(counts.refused()).isEqualTo(2);
        assertThat(counts.get(Count.DEAD_LETTERED)).isEqualTo(1);
        assertThat(counts.missing()).isZero();
    }

    private static SessionCommand command(String eventId, String reason) {
        return SessionCommand.newBuilder()
                .setCommandId(eventId + ":INSTALL_APPLICATION")
                .setTenantId("acme")
                .setType(SessionCommandType.INSTALL_APPLICATION)
                .setApplicationId("notebook")
                .setDesiredGeneration(1)
                .setCausedBy(eventId)
                .setReason(reason)
                .build();
    }
}
