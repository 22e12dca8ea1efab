package io.sessionfold.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.access.Authorization.Access;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizationTest {

    private static final Session ADAS = TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1);

    /** Which verbs each role has, written down a second time. */
    private static final Map<Role, Set<Verb>> VERBS = Map.of(
            Role.VIEWER, Set.of(Verb.READ),
            Role.OPERATOR, Set.of(Verb.READ, Verb.COMMAND, Verb.INGEST),
            Role.AUDITOR, Set.of(Verb.READ, Verb.AUDIT),
            Role.ADMIN, Set.of(Verb.READ, Verb.COMMAND, Verb.INGEST, Verb.AUDIT, Verb.ADMINISTER));

    static List<Arguments> everyRoleVerbAndScope() {
        List<Arguments> all = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Verb verb : Verb.values()) {
                for (Scope scope : Scope.values()) {
                    all.add(Arguments.of(role, verb, scope));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everyRoleVerbAndScope")
    @DisplayName(
            "INV-38: who sees a session may do with it what the roles say, and who does not is told that it is not there")
    void aSessionIsAllowedForbiddenOrHidden(Role role, Verb verb, Scope scope) {
        Access mine = VERBS.getOrDefault(role, Set.of()).contains(verb) ? Access.ALLOWED : Access.FORBIDDEN;
        Access others = scope == Scope.TENANT ? mine : Access.HIDDEN;

        assertThat(Authorization.of(caller("acme", "ada", role, scope), verb)).isEqualTo(mine);
        assertThat(Authorization.of(caller("acme", "ada", role, scope), verb, ADAS))
                .isEqualTo(scope == Scope.CREDENTIAL ? Access.HIDDEN : mine);
        assertThat(Authorization.of(caller("acme", "bob", role, scope), verb, ADAS))
                .isEqualTo(others);
        assertThat(Authorization.of(caller("other", "ada", role, scope), verb, ADAS))
                .isEqualTo(Access.HIDDEN);
        assertThat(Authorization.of(caller("acme", "ada", role, scope), verb, null))
                .isEqualTo(Access.HIDDEN);
    }

    @Test
    void rolesAddUp() {
        Caller caller = new Caller("acme", "ada", Set.of(Role.AUDITOR, Role.OPERATOR), Scope.TENANT, null);

        assertThat(caller.may(Verb.AUDIT)).isTrue();
        assertThat(caller.may(Verb.COMMAND)).isTrue();
        assertThat(caller.may(Verb.ADMINISTER)).isFalse();
        assertThat(caller.isAdmin()).isFalse();
        assertThat(new Caller("acme", "ada", Set.of(), Scope.TENANT, null).may(Verb.READ))
                .isFalse();
    }

    @Test
    @DisplayName("INV-38: what is left of a deleted session is there for those who see the tenant alone")
    void aGravestoneIsForThoseWhoSeeTheTenant() {
        Session gravestone = TestSessions.gravestone(new SessionKey("acme", "chat-1"));

        assertThat(Authorization.sees(caller("acme", "ada", Role.ADMIN, Scope.TENANT), gravestone))
                .isTrue();
        assertThat(Authorization.sees(caller("acme", "ada", Role.ADMIN, Scope.OWN), gravestone))
                .isFalse();
        assertThat(Authorization.sees(caller("other", "ada", Role.ADMIN, Scope.TENANT), gravestone))
                .isFalse();
    }

    @Test
    @DisplayName("INV-39: the owner is the user, with whichever credential")
    void theOwnerIsTheUser() {
        for (String credential : List.of("token-1", "token-2", "jwt-3")) {
            Caller ada = new Caller("acme", "ada", Set.of(Role.VIEWER), Scope.OWN, credential);
            assertThat(Authorization.sees(ada, ADAS)).isTrue();
        }
    }

    @Test
    void aRowIsSeenAsItsSessionIs() {
        assertThat(Authorization.seesRowOf(caller("acme", "ada", Role.VIEWER, Scope.OWN), "acme", "ada"))
                .isTrue();
        assertThat(Authorization.seesRowOf(caller("acme", "ada", Role.VIEWER, Scope.OWN), "acme", "bob"))
                .isFalse();
        assertThat(Authorization.seesRowOf(caller("acme", "ada", Role.VIEWER, Scope.OWN), "acme", null))
                .isFalse();
        assertThat(Authorization.seesRowOf(caller("acme", "ada", Role.VIEWER, Scope.TENANT), "acme", null))
                .isTrue();
        assertThat(Authorization.seesRowOf(caller("acme", "ada", Role.ADMIN, Scope.TENANT), "other", "ada"))
                .isFalse();
    }

    private static Caller caller(String tenant, String user, Role role, Scope scope) {
        return new Caller(tenant, user, Set.of(role), scope, "token-1");
    }
}
