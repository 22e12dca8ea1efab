package io.sessionfold.engine.application;

/**
 * An application's stable name: the tenant, and the id inside that tenant (INV-37).
 *
 * @param tenantId matches {@code [A-Za-z0-9._-]{1,128}}
 * @param applicationId 1 to 512 bytes of printable UTF-8 without a slash
 */
public record ApplicationKey(String tenantId, String applicationId) {

    /** The Kafka record key, {@code tenantId/applicationId}. */
    public String recordKey() {
        return tenantId + '/' + applicationId;
    }

    @Override
    public String toString() {
        return recordKey();
    }
}
