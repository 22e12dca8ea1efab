package io.sessionfold.tests.load;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param client the number of the client
 * @param token the API token that it sends; null if the instances believe everybody
 */
record Who(
        int client,
        String tenantId,
        String userId,
        @Nullable String token) {

    @Override
    public String toString() {
        return "client " + client + " (" + userId + " of " + tenantId + ")";
    }
}
