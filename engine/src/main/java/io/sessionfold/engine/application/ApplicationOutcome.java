package io.sessionfold.engine.application;

import io.sessionfold.engine.session.Decision;
import java.util.List;

/**
 * What one event did: the state after it, what goes out, and what was decided.
 *
 * @param outputs in the order in which they leave
 */
public record ApplicationOutcome(Application application, List<ApplicationOutput> outputs, Decision decision) {}
