package io.sessionfold.engine.query;

import java.util.List;

/**
 * Where the state of a record key is.
 *
 * @param copies the advertised addresses of other instances that keep a copy
 */
public record Placement(int partition, Ownership owner, List<String> copies) {

    public Placement {
        copies = List.copyOf(copies);
    }
}
