package io.sessionfold.tests.chaos;

import io.sessionfold.tests.load.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    },

    /** Nothing gets through between any engine and any broker or the registry, for half a minute. */
    ALL_CUT {
        @Override
        String happen(Scene scene) throws InterruptedException {
            scene.registry().cut();
            scene.engines().forEach(engine -> scene.brokers().cut(engine.name()));
            scene.recorder().letPass(HALF_A_MINUTE);
            scene.engines().forEach(engine -> scene.brokers().mend(engine.name()));
            scene.registry().mend();
            scene.loadGoesOn("everything is connected again", scene.engines());
            return "everybody";
        }
    },

    /** The disk with the stores of an engine has not one byte left, and then has room again. */
    FULL_DISK {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            SmallDisk disk = new SmallDisk(engine);
            engine.leave();
            engine.start(disk.surroundings());
            scene.loadGoesOn("engine " + engine.name() + " has a small disk", scene.engines());
            disk.fill();
            scene.loadGoesOn("the disk of engine " + engine.name() + " is full", scene.without(engine));
            disk.makeRoom();
            scene.loadGoesOn("the disk of engine " + engine.name() + " has room again", scene.engines());
            engine.leave();
            engine.start();
            scene.loadGoesOn("engine " + engine.name() + " has its disk again", scene.engines());
            return engine.name();
        }

        @Override
        Optional<String> obstacle() {
            return SmallDisk.obstacle();
        }
    },

    /** Whatever an engine does to the files of its stores takes long. */
    SLOW_DISK {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            Shim shim = Shim.of(engine);
            engine.leave();
            engine.start(shim.before(engine.stateFolder()));
            scene.loadGoesOn("engine " + engine.name() + " has a disk that can be slow", scene.engines());
            shim.slowDown(SLOW);
            scene.loadGoesOn("the disk of engine " + engine.name() + " is slow", scene.engines());
            engine.kill();
            engine.start(shim.before(engine.stateFolder()));
            scene.loadGoesOn("engine " + engine.name() + " begins anew on a slow disk", scene.without(engine));
            shim.slowDown(Duration.ZERO);
            scene.loadGoesOn("the disk of engine " + engine.name() + " is fast again", scene.engines());
            return engine.name();
        }

        @Override
        Optional<String> obstacle() {
            return Shim.obstacle();
        }
    },

    /** The clock of an engine is an hour ahead or behind from one moment to the next, and then right again. */
    CLOCK_MOVED {
        @Override
        String happen(Scene scene) throws InterruptedException {
            Seat engine = scene.anyEngine();
            Duration ahead = scene.random().nextBoolean() ? AN_HOUR : AN_HOUR.negated();
            Shim shim = Shim.of(engine);
            engine.leave();
            engine.start(shim.before(engine.stateFolder()));
            scene.loadGoesOn("engine " + engine.name() + " has a clock that can be moved", scene.engines());
            shim.moveClock(ahead);
            scene.loadGoesOn("the clock of engine " + engine.name() + " is ahead by " + ahead, scene.engines());
            engine.kill();
            engine.start(shim.before(engine.stateFolder()));
            scene.loadGoesOn("engine " + engine.name() + " begins anew, ahead by " + ahead, scene.engines());
            shim.moveClock(Duration.ZERO);
            scene.loadGoesOn("the clock of engine " + engine.name() + " is right again", scene.engines());
            return engine.name() + ", " + ahead;
        }

        @Override
        Optional<String> obstacle() {
            return Shim.obstacle();
        }
    };

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** As long as a disk with plates takes if everybody wants something of it. */
    private static final Duration SLOW = Duration.ofMillis(50);

    /**
     * Lets it happen and be over, under load.
     *
     * @return to whom it happened
     */
    abstract String happen(Scene scene) throws InterruptedException;

    /** Why this machine cannot have it; empty if it can. */
    Optional<String> obstacle() {
        return Optional.empty();
    }

    private static String kill(BrokerSeat broker, Scene scene) throws InterruptedException {
        broker.kill();
        scene.loadGoesOn("broker " + broker.id() + " is dead", scene.engines());
        broker.start();
        scene.brokers().awaitWhole();
        scene.loadGoesOn("broker " + broker.id() + " is back", scene.engines());
        return "broker " + broker.id();
    }
}
