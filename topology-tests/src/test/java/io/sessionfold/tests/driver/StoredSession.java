package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;

/** What a store holds of one session. */
public record StoredSession(Session session, RetryGuards guards) {}
