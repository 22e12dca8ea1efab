package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.SessionKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every session of {@link TestSessions} has the name "a name". */
final class NameQueryTest {

    private static final String NAME = "a name";

    private final MemoryStores stores = new MemoryStores(2);
    private final NameQuery names = new NameQuery(stores.query(1));

    @Test
    @DisplayName("INV-39: a name stands for the sessions of one owner that are not terminal")
    void aNameIsOfOneOwnerAndOfWhatIsNotTerminal() {
        stores.with(0, TestSessions.session(key("mine"), "ada", 1))
                .with(0, TestSessions.session(key("bobs"), "bob", 1))
                .with(1, TestSessions.in(Phase.TERMINATED, key("over"), "ada"))
                .with(1, TestSessions.in(Phase.FAILED, key("failed"), "ada"))
                .with(1, TestSessions.session(new SessionKey("other", "theirs"), "ada", 1));

        assertThat(found("ada")).containsExactly("mine");
        assertThat(found("bob")).containsExactly("bobs");
        assertThat(found("cleo")).isEmpty();
    }

    @Test
    @DisplayName("INV-39: of equal names two are told, however many rows there are to look at")
    void ofEqualNamesTwoAreTold() {
        for (int n = 0; n < 4; n++) {
            stores.with(n % 2, TestSessions.session(key("k" + n), "ada", 1));
        }
        assertThat(found("ada")).containsExactly("k0", "k1");
    }

    @Test
    @DisplayName("INV-39: a name is taken by another session of the owner that is not terminal")
    void aNameIsTakenByAnother() {
        stores.with(0, TestSessions.session(key("mine"), "ada", 1))
                .with(1, TestSessions.in(Phase.CANCELLED, key("bobs"), "bob"));

        assertThat(names.isTaken(key("next"), "ada", NAME)).isTrue();
        assertThat(names.isTaken(key("mine"), "ada", NAME)).isFalse();
        assertThat(names.isTaken(key("next"), "ada", "another name")).isFalse();
        assertThat(names.isTaken(key("next"), "bob", NAME)).isFalse();
        assertThat(names.isTaken(key("next"), "ada", null)).isFalse();
    }

    @Test
    @DisplayName("INV-41: where it cannot be said which session has a name, no session is not the answer")
    void whereItCannotBeSaidItIsNotSaid() {
        stores.with(0, TestSessions.session(key("mine"), "ada", 1));
        stores.move(1);

        assertThat(names.find("acme", "ada", NAME)).isInstanceOf(QueryResult.NotReady.class);
        assertThat(names.isTaken(key("next"), "ada", NAME)).isFalse();
    }

    private List<String> found(String owner) {
        QueryResult<List<String>> result = names.find("acme", owner, NAME)
                .map(matches -> matches.rows().stream()
                        .map(row -> row.body().key().sessionKey())
                        .toList());
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<List<String>>) result).value();
    }

    private static SessionKey key(String sessionKey) {
        return new SessionKey("acme", sessionKey);
    }
}
