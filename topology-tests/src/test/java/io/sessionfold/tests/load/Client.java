package io.sessionfold.tests.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** One client: knows who it is and what it has seen, and asks one instance or another. Used by one thread. */
final class Client {

    /** It asks so often at most before it gives up; each time another instance. */
    private static final int TRIES = 6;

    private static final long PAUSE_NS = 20_000_000;

    /** An instance that did not answer is asked first only this seldom, as a load balancer does that tries it again. */
    private static final int TRIED_AGAIN_ONE_IN = 8;

    private static final int NONE = -1;

    private static final String MIN_POSITION = "Sessionfold-Min-Position";

    private final Who who;
    private final Random random;
    private final List<Seat> seats;
    private final Questions questions;
    private final Memory memory = new Memory();
    private int silent = NONE;

    Client(Who who, Random random, List<Seat> seats, Questions questions) {
        this.who = who;
        this.random = random;
        this.seats = seats;
        this.questions = questions;
    }

    Who who() {
        return who;
    }

    Random random() {
        return random;
    }

    /** Reads a row; with what it has seen of it, if it has seen it and chance has it so. */
    Answer read(String key) throws InterruptedException {
        return random.nextInt(3) == 0 ? read(key, Answer.NOWHERE, Map.of()) : readOwnWrites(key);
    }

    /** Reads a row that is at least as new as all that it has seen. */
    Answer readOwnWrites(String key) throws InterruptedException {
        String token = memory.token(key);
        return token == null
                ? read(key, Answer.NOWHERE, Map.of())
                : read(key, memory.offset(key), Map.of(MIN_POSITION, token));
    }

    /** Asks until somebody answers, or it gives up; the same request each time. */
    Answer ask(Questions.Request request) throws InterruptedException {
        int seat = anySeat();
        Answer answer = ask(seat, request);
        for (int tries = 1; tries < TRIES && !answer.isGood(); tries++) {
            LockSupport.parkNanos(PAUSE_NS);
            seat = (seat + 1) % seats.size();
            answer = ask(seat, request);
        }
        return answer;
    }

    private Answer ask(int seat, Questions.Request request) throws InterruptedException {
        Answer answer = remember(questions.ask(who, seats.get(seat), request));
        if (answer.status() == Answer.UNREACHED) {
            silent = seat;
        } else if (silent == seat) {
            silent = NONE;
        }
        return answer;
    }

    private int anySeat() {
        int seat = random.nextInt(seats.size());
        boolean isLeftAlone = seat == silent && random.nextInt(TRIED_AGAIN_ONE_IN) > 0;
        return isLeftAlone ? (seat + 1) % seats.size() : seat;
    }

    /** Asks several things at once, each of another instance. */
    List<Answer> race(List<Questions.Request> requests) {
        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        int seat = random.nextInt(seats.size());
        for (Questions.Request request : requests) {
            asked.add(questions.send(who, seats.get(seat++ % seats.size()), request));
        }
        return asked.stream().map(CompletableFuture::join).map(this::remember).toList();
    }

    /** Takes in what somebody else got for it. */
    Answer remember(Answer answer) {
        memory.add(answer);
        return answer;
    }

    private Answer read(String key, long minOffset, Map<String, String> headers) throws InterruptedException {
        return ask(Questions.Request.get(new Ask.Row(key, minOffset), "/v1/sessions/" + key, headers));
    }
}
