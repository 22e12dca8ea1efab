package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.SessionWords.sessionUpdated;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.IdleAction;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.dsl.SessionToCreate;
import io.sessionfold.tests.dsl.SessionToUpdate;
import io.sessionfold.tests.dsl.StateToDesire;
import io.sessionfold.tests.dsl.Writing;
import java.util.Random;

/** Random events about a whole session: its creation, what is wanted of it, its incarnations, its metadata, its end. */
final class RandomSessions {

    private static final MemberPolicy[] MEMBER_POLICIES = {MemberPolicy.STRICT, MemberPolicy.TOLERANT};
    private static final DesiredState[] DESIRED_STATES = {
        DesiredState.RUNNING, DesiredState.HIBERNATED, DesiredState.TERMINATED
    };
    private static final Concurrency[] CONCURRENCIES = {
        Concurrency.PARALLEL, Concurrency.PARALLEL, Concurrency.EXCLUSIVE, Concurrency.QUEUED
    };

    private final Random random;

    RandomSessions(Random random) {
        this.random = random;
    }

    /** The creation of a session; one that was deleted mostly comes back as another incarnation. */
    Writing created(Belief belief) {
        SessionToCreate created = session(belief.name);
        if (!belief.exists) {
            created = belief.incarnation > 1 || belief.generation > 1 ? again(belief, created) : created;
            belief.exists = true;
            belief.members.clear();
            belief.concurrency = CONCURRENCIES[random.nextInt(CONCURRENCIES.length)];
            belief.firstPhase = random.nextBoolean() ? Phase.PENDING : Phase.RUNNING;
            belief.phase = belief.firstPhase;
            if (belief.phase == Phase.PENDING && oneIn(3)) {
                belief.members.put("a", Phase.PENDING);
                belief.members.put("b", Phase.PENDING);
            }
        }
        created = belief.concurrency == Concurrency.PARALLEL ? created : created.withConcurrency(belief.concurrency);
        created = belief.firstPhase == Phase.PENDING ? created.onPlatform("kubernetes") : created;
        if (!belief.members.isEmpty()) {
            created = created.withMembers(
                    MEMBER_POLICIES[random.nextInt(2)], belief.members.keySet().toArray(String[]::new));
        }
        return timed(limited(created));
    }

    Writing wanted(Belief belief) {
        int dice = random.nextInt(10);
        if (belief.isOver()) {
            return dice < 7 ? restarted(belief) : desiredState(DESIRED_STATES[random.nextInt(DESIRED_STATES.length)]);
        }
        if (dice < 2) {
            return terminated(belief);
        }
        boolean sleeps = belief.phase == Phase.HIBERNATED || belief.phase == Phase.HIBERNATING;
        belief.generation++;
        return desiredState(dice < 7 != sleeps ? DesiredState.HIBERNATED : DesiredState.RUNNING);
    }

    Writing reset(Belief belief) {
        return sessionReset(oneIn(8) ? belief.sessionId() : belief.rebirth());
    }

    Writing deleted(Belief belief) {
        belief.delete();
        belief.generation++;
        return sessionDeleted();
    }

    Writing updated() {
        SessionToUpdate update = sessionUpdated();
        return switch (random.nextInt(5)) {
            case 0 -> update.named("name-" + random.nextInt(3));
            case 1 -> update.tagged("team", "t-" + random.nextInt(3));
            case 2 -> update.archived(random.nextBoolean());
            case 3 -> update.clearing("name", "tags");
            default -> update.named("name").archived(true);
        };
    }

    private SessionToCreate again(Belief belief, SessionToCreate created) {
        if (oneIn(5)) {
            return created;
        }
        belief.incarnation++;
        return created.asIncarnation(belief.sessionId());
    }

    private Writing restarted(Belief belief) {
        StateToDesire running = desiredState(DesiredState.RUNNING);
        // A start without a name is given a sessionId by the engine; no producer knows it.
        String next = belief.rebirth();
        return oneIn(3) ? running : running.asIncarnation(next);
    }

    private Writing terminated(Belief belief) {
        StateToDesire end = desiredState(DesiredState.TERMINATED);
        if (oneIn(3)) {
            belief.enter(Phase.TERMINATED);
            return end.forced();
        }
        belief.enter(belief.phase == Phase.PENDING ? Phase.CANCELLED : Phase.TERMINATING);
        return end.because("done");
    }

    private SessionToCreate limited(SessionToCreate created) {
        SessionToCreate limited = created;
        limited = oneIn(3) ? limited.withErrorGraceMs(random.nextInt(4) * 5_000L) : limited;
        limited = oneIn(3) ? limited.withGuardTtlMs(1 + random.nextInt(100_000)) : limited;
        limited = oneIn(4) ? limited.withAdmissionMs(1 + random.nextInt(60_000)) : limited;
        limited = oneIn(4) ? limited.withRecoveryMs(1 + random.nextInt(60_000)) : limited;
        limited = oneIn(6) ? limited.withMaxRecoveries(random.nextInt(3)) : limited;
        return oneIn(4) ? limited.withCommandRetries(random.nextInt(4)) : limited;
    }

    private SessionToCreate timed(SessionToCreate created) {
        SessionToCreate timed = created;
        timed = oneIn(5) ? timed.withPendingMs(1 + random.nextInt(120_000)) : timed;
        timed = oneIn(5) ? timed.withPhaseMs(1 + random.nextInt(120_000)) : timed;
        timed = oneIn(5) ? timed.withTerminatingMs(1 + random.nextInt(60_000)) : timed;
        timed = oneIn(5) ? timed.withConnectionMs(1 + random.nextInt(60_000)) : timed;
        timed = oneIn(12) ? timed.withMaxDurationMs(1 + random.nextInt(7_200_000)) : timed;
        if (oneIn(4)) {
            timed = timed.withIdleTimeoutMs(1 + random.nextInt(1_200_000));
            timed = random.nextBoolean() ? timed.withIdleAction(IdleAction.TERMINATE) : timed;
        }
        return timed;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
