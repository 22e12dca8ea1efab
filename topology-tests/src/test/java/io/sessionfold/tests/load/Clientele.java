package io.sessionfold.tests.load;

import java.util.List;
import java.util.Random;

/** What one client does next, by chance. */
final class Clientele {

    private final Random random;
    private final List<String> keys = List.copyOf(LoadPlan.sharedKeys());
    private final Reading reading;
    private final Writing writing;

    Clientele(Client client, Gateway gateway) {
        this.random = client.random();
        this.reading = new Reading(client);
        this.writing = new Writing(client, gateway);
    }

    void act() throws InterruptedException {
        int chance = random.nextInt(100);
        if (chance < 60) {
            reading.row(key());
        } else if (chance < 65) {
            reading.stranger();
        } else if (chance < 70) {
            reading.list();
        } else if (chance < 73) {
            reading.count();
        } else if (chance < 75) {
            writing.create();
        } else {
            writing.turn(key());
        }
    }

    private String key() {
        return keys.get(random.nextInt(keys.size()));
    }
}
