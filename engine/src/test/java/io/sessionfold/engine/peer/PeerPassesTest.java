package io.sessionfold.engine.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeerPassesTest {

    private static final String SECRET = "a-secret-that-all-instances-share";
    private static final String PATH = "/internal/v1/owned-session?key=acme%2Fchat-1";

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final PeerPasses passes = new PeerPasses(SECRET, () -> now);

    @Test
    void aPassIsGoodForItsOwnRequestAlone() {
        String pass = passes.make("GET", PATH);

        assertThat(passes.isGood(pass, "GET", PATH)).isTrue();
        assertThat(passes.isGood(pass, "POST", PATH)).isFalse();
        assertThat(passes.isGood(pass, "GET", PATH.replace("chat-1", "chat-2"))).isFalse();
    }

    @Test
    void aPassEndsSoon() {
        String pass = passes.make("GET", PATH);

        now = now.plusSeconds(30);

        assertThat(passes.isGood(pass, "GET", PATH)).isFalse();
    }

    @Test
    void aPassOfAnotherSecretIsNone() {
        String forged = new PeerPasses("another-secret-that-nobody-shares", () -> now).make("GET", PATH);

        assertThat(passes.isGood(forged, "GET", PATH)).isFalse();
        assertThat(passes.isGood("nothing.of.a-pass", "GET", PATH)).isFalse();
        assertThat(passes.isGood(null, "GET", PATH)).isFalse();
    }

    @Test
    void withoutASecretNoPassIsGood() {
        PeerPasses none = new PeerPasses(null, () -> now);

        assertThat(none.isSigned()).isFalse();
        assertThat(none.isGood(passes.make("GET", PATH), "GET", PATH)).isFalse();
    }
}
