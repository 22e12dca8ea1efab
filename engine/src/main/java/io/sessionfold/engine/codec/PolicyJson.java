package io.sessionfold.engine.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.session.SessionPolicy;
import io.sessionfold.json.RecordJson;

/** A policy in the form of record JSON. */
public final class PolicyJson {

    private PolicyJson() {}

    public static ObjectNode of(SessionPolicy policy) {
        return RecordJson.toJson(Parts.policy(policy));
    }
}
