package io.sessionfold.tests.load;

/** The sessions that are there before the first client asks. */
public final class LoadSessions {

    private LoadSessions() {}

    /** Creates those that every tenant has, and of each tenant the one that it alone has. */
    public static void create(Gateway gateway) throws InterruptedException {
        for (String tenant : LoadPlan.TENANTS) {
            Who creator = new Who(-1, tenant, LoadPlan.USERS.get(0), null);
            for (String key : LoadPlan.sharedKeys()) {
                create(gateway, creator, key, LoadPlan.owner(key), LoadPlan.isExclusive(key));
            }
            create(gateway, creator, LoadPlan.onlyOf(LoadPlan.TENANTS.indexOf(tenant)), creator.userId(), false);
        }
    }

    private static void create(Gateway gateway, Who creator, String key, String owner, boolean exclusive)
            throws InterruptedException {
        gateway.write(
                creator, Gateway.event(creator, key, "created-" + key, Gateway.creation(creator, owner, exclusive)));
    }
}
