package io.sessionfold.tests.chaos;

import io.sessionfold.tests.load.Seat;
import java.util.List;

/** Something that happens to a cluster under load, until it is over. */
enum Fault {
    /** An engine is killed with SIGKILL in the middle of whatever it does, and comes back when the others have taken over. */
    ENGINE_KILLED {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            engine.kill();
            scene.loadGoesOn("engine " + engine.name() + " is dead", scene.without(engine));
            engine.start();
            scene.loadGoesOn("engine " + engine.name() + " is back", scene.engines());
            return engine.name();
        }
    },

    /** The same, and it is back before anybody missed it. */
    ENGINE_KILLED_AND_BACK_AT_ONCE {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            engine.kill();
            engine.start();
            scene.loadGoesOn("engine " + engine.name() + " is back", scene.engines());
            return engine.name();
        }
    },

    /** Two of three engines at once. */
    TWO_ENGINES_KILLED {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat left = scene.anyEngine();
            List<Seat> killed = scene.without(left);
            for (Seat engine : killed) {
                engine.kill();
            }
            scene.loadGoesOn("engine " + left.name() + " is alone", List.of(left));
            killed.forEach(Seat::start);
            scene.loadGoesOn("three engines are there again", scene.engines());
            return "all but " + left.name();
        }
    },

    /** An engine leaves in order and comes back, one after the other: an upgrade. */
    ROLLING_RESTART {
        @Override
        String happen(Scene scene) throws InterruptedException {
            for (Seat engine : scene.engines()) {
                engine.leave();
                engine.start();
                scene.loadGoesOn("engine " + engine.name() + " was restarted", scene.engines());
            }
            return "every engine";
        }
    },

    /** From three engines to one and back. */
    SCALED_DOWN_AND_UP {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat left = scene.anyEngine();
            for (Seat engine : scene.without(left)) {
                engine.leave();
            }
            scene.loadGoesOn("engine " + left.name() + " is alone", List.of(left));
            scene.without(left).forEach(Seat::start);
            scene.loadGoesOn("three engines are there again", scene.engines());
            return "to " + left.name() + " and back";
        }
    },

    /** An engine stands still for longer than the group waits for it, and goes on as if nothing had happened: a zombie. */
    ENGINE_PAUSED {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            long pid = engine.pid();
            Signals.stop(pid);
            try {
                scene.loadGoesOn("engine " + engine.name() + " stands still", scene.without(engine));
            } finally {
                Signals.goOn(pid);
            }
            scene.loadGoesOn("engine " + engine.name() + " goes on", scene.engines());
            return engine.name();
        }
    },

    /** Nothing gets through between an engine and the brokers, while clients still reach it. */
    ENGINE_CUT_OFF {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            scene.brokers().cut(engine.name());
            scene.loadGoesOn("engine " + engine.name() + " is cut off", scene.without(engine));
            scene.brokers().mend(engine.name());
            scene.loadGoesOn("engine " + engine.name() + " is connected again", scene.engines());
            return engine.name();
        }
    },

    /** A broker is killed with SIGKILL. */
    BROKER_KILLED {
        @Override
        String happen(Scene scene) throws InterruptedException {
            return Fault.kill(scene.anyBroker(), scene);
        }
    },

    /** The broker that coordinates the transactions of an engine. */
    COORDINATOR_KILLED {
        @Override
        String happen(Scene scene) throws InterruptedException {
            return Fault.kill(scene.coordinator(), scene);
        }
    },

    /** The schema registry cannot be reached. */
    REGISTRY_GONE {
        @Override
        String happen(Scene scene) throws InterruptedException {
            scene.registry().cut();
            scene.loadGoesOn("the registry is gone", scene.engines());
            scene.registry().mend();
            scene.loadGoesOn("the registry is back", scene.engines());
            return "registry";
        }
    };

    /**
     * Lets it happen and be over, under load.
     *
     * @return to whom it happened
     */
    abstract String happen(Scene scene) throws InterruptedException;

    private static String kill(BrokerSeat broker, Scene scene) throws InterruptedException {
        broker.kill();
        scene.loadGoesOn("broker " + broker.id() + " is dead", scene.engines());
        broker.start();
        scene.brokers().awaitWhole();
        scene.loadGoesOn("broker " + broker.id() + " is back", scene.engines());
        return "broker " + broker.id();
    }
}
