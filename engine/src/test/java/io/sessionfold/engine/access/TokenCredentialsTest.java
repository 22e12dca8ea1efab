package io.sessionfold.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCredentialsTest {

    private final String adas = ApiToken.random();
    private final String bobs = ApiToken.random();
    private final TestClock clock = new TestClock();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("tokens");
    }

    @Test
    void aTokenIsKnownByItsHash() throws IOException {
        write("# people\n\n" + line(adas, "ada", null) + "\n" + line(bobs, "bob", null) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        Caller ada = caller(credentials, adas);

        assertThat(ada.tenantId()).isEqualTo("acme");
        assertThat(ada.userId()).isEqualTo("ada");
        assertThat(ada.roles()).isEqualTo(EnumSet.of(Role.OPERATOR, Role.AUDITOR));
        assertThat(ada.scope()).isEqualTo(Scope.OWN);
        assertThat(ada.credentialId()).startsWith("token-").hasSizeLessThan(20);
        assertThat(caller(credentials, bobs).userId()).isEqualTo("bob");
        assertThat(Files.readString(file)).doesNotContain(adas);
    }

    @Test
    void nothingElseIsKnown() throws IOException {
        write(line(adas, "ada", null) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        for (String other : new String[] {bobs, "", adas + "x", adas.substring(1), ApiToken.hash(adas), "null"}) {
            assertThat(credentials.of(other)).as(other).isInstanceOf(Recognition.Unknown.class);
        }
    }

    @Test
    void aTokenEndsAtItsExpiry() throws IOException {
        write(line(adas, "ada", clock.instant().plusSeconds(60)) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        clock.pass(Duration.ofMillis(59_999));
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Known.class);
        clock.pass(Duration.ofMillis(1));
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void theFileIsReadAgainWhenItChanges() throws IOException {
        write(line(adas, "ada", null) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        write(line(bobs, "bob", null) + "\n");
        clock.pass(Duration.ofMinutes(1));

        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Unknown.class);
        assertThat(credentials.of(bobs)).isInstanceOf(Recognition.Known.class);
    }

    @Test
    void aFileThatIsBeingWrittenIsNotBelieved() throws IOException {
        write(line(adas, "ada", null) + "\n" + line(bobs, "bob", null) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        clock.pass(Duration.ofMinutes(1));
        write(line(bobs, "bob", null) + "\n");
        assertThat(credentials.of(adas)).as("just written").isInstanceOf(Recognition.Known.class);

        write(line(bobs, "bob", null) + "\n" + line(adas, "ada", null).substring(0, 70));
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.of(adas)).as("half a line").isInstanceOf(Recognition.Known.class);
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.of(adas)).as("still half a line").isInstanceOf(Recognition.Known.class);

        write(line(bobs, "bob", null) + "\n");
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.of(adas)).as("done").isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void aFileWhoseTimeIsWrongCountsOnceItIsSeenTwice() throws IOException {
        write(line(adas, "ada", null) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        write(line(bobs, "bob", null) + "\n");
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().plus(Duration.ofDays(1))));
        clock.pass(TokenCredentials.SETTLED);
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Known.class);
        clock.pass(TokenCredentials.SETTLED);
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void aFileThatIsGoneOrWrongChangesNothing() throws IOException {
        write(line(adas, "ada", null) + "\n");
        TokenCredentials credentials = new TokenCredentials(file, clock);

        Files.delete(file);
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Known.class);

        write("nonsense\n");
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Known.class);

        write("# nobody\n");
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.of(adas)).isInstanceOf(Recognition.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n",
                "HASH acme ada viewer own",
                "HASH acme ada viewer\n",
                "HASH acme ada king own\n",
                "HASH acme ada viewer,king own\n",
                "HASH acme ada viewer, own\n",
                "HASH acme ada viewer all\n",
                "HASH acme ada viewer credential\n",
                "HASH ac/me ada viewer own\n",
                "HASH sessionfold ada viewer own\n",
                "HASH acme ada viewer own tomorrow\n",
                "HASH acme ada viewer own 2027-01-01T00:00:00Z more\n",
                "HASH acme ada viewer own\nHASH acme bob viewer own\n",
                "HASHa acme ada viewer own\n"
            })
    void aWrongFileIsRefusedAtTheStartWithoutItsContent(String text) throws IOException {
        write(text.replace("HASH", ApiToken.hash(adas)));

        assertThatThrownBy(() -> new TokenCredentials(file, clock))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageStartingWith("Expected ")
                .message()
                .doesNotContain(ApiToken.hash(adas))
                .doesNotContain("acme");
    }

    @Test
    void tokensAreNeverTwiceTheSame() {
        assertThat(ApiToken.random()).isNotEqualTo(ApiToken.random()).matches("sf_[A-Za-z0-9_-]{43}");
        assertThat(ApiToken.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** Writes the file, as if it had been left alone from now on. */
    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    private static String line(String token, String user, @Nullable Instant expires) {
        return TokenLine.of(token, "acme", user, Set.of(Role.OPERATOR, Role.AUDITOR), Scope.OWN, expires);
    }

    private static Caller caller(Credentials credentials, String token) {
        assertThat(credentials.of(token)).isInstanceOf(Recognition.Known.class);
        return ((Recognition.Known) credentials.of(token)).caller();
    }
}
