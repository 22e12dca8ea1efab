package io.sessionfold.engine.session;

import java.util.SortedMap;

/** What a session asks of its platform: requests and limits by resource name, kept as given. */
public record Resources(SortedMap<String, String> requests, SortedMap<String, String> limits) {}
