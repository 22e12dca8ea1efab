package io.sessionfold.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.session.IdleAction;
import io.sessionfold.engine.session.SessionPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicySettingsTest {

    @Test
    void whatIsNotSetIsLeftToTheFold() {
        assertThat(Settings.of(Map.of()).policy()).isEqualTo(SessionPolicy.DEFAULT);
    }

    @Test
    void everySettingFillsItsOwnFieldOfThePolicy() {
        assertThat(Settings.of(Map.ofEntries(
                                Map.entry("policy.pending.ms", "1"),
                                Map.entry("policy.phase.ms", "2"),
                                Map.entry("policy.terminating.ms", "3"),
                                Map.entry("policy.admission.ms", "4"),
                                Map.entry("policy.error.grace.ms", "0"),
                                Map.entry("policy.guard.ttl.ms", "6"),
                                Map.entry("policy.connection.ms", "8"),
                                Map.entry("policy.idle.timeout.ms", "9"),
                                Map.entry("policy.idle.action", "TERMINATE"),
                                Map.entry("policy.max.duration.ms", "11"),
                                Map.entry("policy.recovery.ms", "12"),
                                Map.entry("policy.max.recoveries", "13"),
                                Map.entry("policy.command.retries", "0")))
                        .policy())
                .isEqualTo(
                        new SessionPolicy(1L, 2L, 3L, 4L, 0L, 6L, null, 8L, 9L, IdleAction.TERMINATE, 11L, 12L, 13, 0));
    }

    @Test
    void whatTheFoldWouldCutShortIsRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("policy.guard.ttl.ms", "99999999999999")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("policy.guard.ttl.ms")
                .hasMessageContaining("31622400000");
    }
}
