package io.sessionfold.tests.chaos;

import io.sessionfold.tests.load.LoadPlan;
import io.sessionfold.tests.load.Recorder;
import io.sessionfold.tests.load.Seat;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** What a fault can happen to, chosen by a seed. */
record Scene(
        Random random, List<Seat> engines, Brokers brokers, Wire registry, Recorder recorder, int answersPerPhase) {

    Seat anyEngine() {
        return engines.get(random.nextInt(engines.size()));
    }

    List<Seat> without(Seat engine) {
        return engines.stream().filter(other -> other != engine).toList();
    }

    BrokerSeat anyBroker() {
        return brokers.seats().get(random.nextInt(brokers.seats().size()));
    }

    /** Any broker if there are no transactions. */
    BrokerSeat coordinator() {
        return brokers.coordinator(Trio.GROUP).orElseGet(this::anyBroker);
    }

    /** Waits until, from now on, there were many good answers, about every session and by every one of these engines. */
    void loadGoesOn(String phase, Collection<Seat> alive) throws InterruptedException {
        recorder.await(
                phase,
                answersPerPhase,
                LoadPlan.sharedRecordKeys(),
                alive.stream().map(Seat::name).collect(Collectors.toSet()));
    }
}
