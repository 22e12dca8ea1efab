package io.sessionfold.tests.dsl;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.DesiredStateRequested;
import io.sessionfold.tests.driver.Day;
import org.apache.avro.specific.SpecificRecord;

/** The words for what a person or a policy wants of a session; without more the owner, ada, wants it without force. */
public record StateToDesire(String text, DesiredState desired, Fill<DesiredStateRequested.Builder> request)
        implements Writing {

    static StateToDesire of(DesiredState desired) {
        return new StateToDesire("desiredState(" + Symbol.of(desired) + ")", desired, (request, day) -> {});
    }

    /** At once, whatever the controller says. */
    public StateToDesire forced() {
        return with("forced()", (request, day) -> request.setForce(true));
    }

    public StateToDesire byUser(String userId) {
        return with("byUser(\"" + userId + "\")", (request, day) -> request.setRequesterUserId(userId));
    }

    /** Names the incarnation that a start after the end begins. */
    public StateToDesire asIncarnation(String sessionId) {
        return with("asIncarnation(\"" + sessionId + "\")", (request, day) -> request.setNewSessionId(sessionId));
    }

    public StateToDesire because(String reason) {
        return with("because(\"" + reason + "\")", (request, day) -> request.setReason(reason));
    }

    @Override
    public EventToWrite event() {
        return EventToWrite.of(text, null, this::payload);
    }

    @Override
    public String toString() {
        return text;
    }

    private SpecificRecord payload(Day day) {
        DesiredStateRequested.Builder requested = DesiredStateRequested.newBuilder()
                .setDesired(desired)
                .setForce(false)
                .setRequesterUserId("ada");
        request.fill(requested, day);
        return requested.build();
    }

    private StateToDesire with(String word, Fill<DesiredStateRequested.Builder> more) {
        return new StateToDesire(text + "." + word, desired, request.then(more));
    }
}
