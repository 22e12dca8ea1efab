package io.sessionfold.tests.security;

import io.sessionfold.local.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.awaitility.Awaitility;

/** A broker that speaks TLS alone, knows its users by SCRAM, and allows what was granted and nothing else. */
final class GuardedKafka implements AutoCloseable {

    private static final String BROKER = "broker";
    private static final String BROKER_PASSWORD = "password-of-the-broker";
    private static final int ITERATIONS = 4096;

    private final TestAuthority authority;
    private final EmbeddedBroker broker;

    private GuardedKafka(TestAuthority authority, EmbeddedBroker broker) {
        this.authority = authority;
        this.broker = broker;
    }

    static GuardedKafka start(Path folder, TestAuthority authority) {
        return new GuardedKafka(authority, EmbeddedBroker.start(folder, 0, settings(authority)));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The passwords of users are planted: they may be found nowhere. */
    static String password(String user) {
        return "planted-password-of-" + user;
    }

    /** Makes a user known that may do nothing yet. */
    void addUser(String name) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, info, password(name))))
                    .all()
                    .get();
            Awaitility.await("the broker knows " + name)
                    .until(() ->
                            admin.describeUserScramCredentials().users().get().contains(name));
        }
    }

    /** Grants, and waits until the broker knows. */
    void grant(Collection<AclBinding> bindings) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.createAcls(bindings).all().get();
            Awaitility.await("the broker knows what is granted")
                    .until(() -> granted(admin).containsAll(bindings));
        }
    }

    /** Takes back, and waits until the broker knows. */
    void revoke(AclBinding binding) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.deleteAcls(List.of(binding.toFilter())).all().get();
            Awaitility.await("the broker knows what is taken back")
                    .until(() -> !granted(admin).contains(binding));
        }
    }

    /** The settings of Sessionfold with which it comes as a user. */
    Map<String, String> settingsOf(String user) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.sasl.mechanism",
                "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                jaas(ScramLoginModule.class, user, password(user), ""),
                "kafka.ssl.truststore.location",
                authority.truststore().toString(),
                "kafka.ssl.truststore.password",
                TestAuthority.PASSWORD,
                "kafka.ssl.truststore.type",
                "PKCS12");
    }

    /** May do everything; to be closed. */
    Admin admin() {
        Map<String, Object> properties = new HashMap<>(trust(authority));
        properties.put("bootstrap.servers", bootstrapServers());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put("sasl.jaas.config", jaas(PlainLoginModule.class, BROKER, BROKER_PASSWORD, ""));
        return Admin.create(properties);
    }

    @Override
    public void close() {
        broker.close();
    }

    private static Set<AclBinding> granted(Admin admin) throws InterruptedException, ExecutionException {
        return new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
    }

    private static Map<String, String> settings(TestAuthority authority) {
        // The broker itself comes with a password of its own: the first user cannot be in what it has not read yet.
        String itself = jaas(
                PlainLoginModule.class, BROKER, BROKER_PASSWORD, " user_" + BROKER + "=\"" + BROKER_PASSWORD + "\"");
        Map<String, String> settings = new HashMap<>(trust(authority));
        settings.putAll(Map.of(
                "listener.security.protocol.map",
                "BROKER:SASL_SSL,CONTROLLER:SASL_SSL",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512,PLAIN",
                "listener.name.controller.sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                "listener.name.broker.plain.sasl.jaas.config",
                itself,
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                ScramLoginModule.class.getName() + " required;",
                "listener.name.controller.plain.sasl.jaas.config",
                itself));
        settings.putAll(Map.of(
                "ssl.keystore.location",
                authority.keystore().toString(),
                "ssl.keystore.password",
                TestAuthority.PASSWORD,
                "ssl.keystore.type",
                "PKCS12",
                "authorizer.class.name",
                SeenAccess.class.getName(),
                "allow.everyone.if.no.acl.found",
                "false",
                "super.users",
                "User:" + BROKER));
        return settings;
    }

    private static Map<String, String> trust(TestAuthority authority) {
        return Map.of(
                "ssl.truststore.location",
                authority.truststore().toString(),
                "ssl.truststore.password",
                TestAuthority.PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    private static String jaas(Class<?> module, String user, String password, String more) {
        return "%s required username=\"%s\" password=\"%s\"%s;".formatted(module.getName(), user, password, more);
    }
}
