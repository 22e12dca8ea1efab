package io.sessionfold.engine.deployment;

/**
 * A deployment's name: the tenant, and the name inside that tenant. Its workers share one fate: where one of them dies, all
 * runs of the deployment fail (INV-18).
 */
public record DeploymentKey(String tenantId, String deploymentId) {

    /** The Kafka record key, {@code tenantId/deploymentId}. */
    public String recordKey() {
        return tenantId + '/' + deploymentId;
    }

    @Override
    public String toString() {
        return recordKey();
    }
}
