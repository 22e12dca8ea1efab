package io.sessionfold.engine.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.session.Position;

/**
 * A row as an engine serves it over HTTP.
 *
 * @param recordKey tenantId/sessionKey
 * @param position where the row says that it stands
 */
public record ServedRow(String recordKey, Position position, ObjectNode json) {}
