package io.sessionfold.tests.load;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * How large a load is, and how it comes about.
 *
 * @param clients how many ask at a time
 * @param answersPerPhase how many good answers there are before an instance comes or goes
 * @param atLeast rounds of a kill and a restart go on for so long; there is always one
 */
public record LoadPlan(long seed, int clients, int answersPerPhase, Duration atLeast) {

    /** No id is part of another's. All of them have the same session keys, users and agents. */
    public static final List<String> TENANTS = List.of("orchid-1", "walnut-2", "meadow-3");

    /** The users of each tenant. */
    static final List<String> USERS = List.of("ada", "bob", "eve");

    /** Sessions that are there from the beginning, of each tenant, under the same keys. */
    private static final int SESSIONS = 16;

    private static final int CLIENTS = 100;
    private static final int ANSWERS_PER_PHASE = 300;

    /** As the system properties {@code sessionfold.load.…} say; without a seed, another one each time. */
    static LoadPlan ofProperties() {
        return new LoadPlan(
                Long.getLong("sessionfold.load.seed", new Random().nextLong()),
                Integer.getInteger("sessionfold.load.clients", CLIENTS),
                Integer.getInteger("sessionfold.load.answers", ANSWERS_PER_PHASE),
                Duration.ofSeconds(Integer.getInteger("sessionfold.load.seconds", 0)));
    }

    /** The keys of the sessions that every tenant has; those with an even number are EXCLUSIVE. */
    static Set<String> sharedKeys() {
        Set<String> keys = new TreeSet<>();
        for (int number = 0; number < SESSIONS; number++) {
            keys.add("s-" + number);
        }
        return keys;
    }

    /** The same, as record keys. */
    public static Set<String> sharedRecordKeys() {
        Set<String> keys = new TreeSet<>();
        TENANTS.forEach(tenant -> sharedKeys().forEach(key -> keys.add(tenant + '/' + key)));
        return keys;
    }

    /** The key of the session that one tenant alone has; it does not say whose. */
    static String onlyOf(int tenant) {
        return "only-" + tenant;
    }

    /** Whose a session of a shared key is. */
    static String owner(String sessionKey) {
        return USERS.get(number(sessionKey) % USERS.size());
    }

    /** Whether a session of a shared key takes one run at a time. */
    static boolean isExclusive(String sessionKey) {
        return number(sessionKey) % 2 == 0;
    }

    private static int number(String sessionKey) {
        return Integer.parseInt(sessionKey.substring(2));
    }
}
