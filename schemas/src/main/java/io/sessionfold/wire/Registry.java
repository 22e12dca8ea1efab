package io.sessionfold.wire;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * A schema registry: Confluent's client, with an end to its patience. A call that cannot reach the registry is tried
 * again, no attempt begins later than {@value #PATIENCE_MS} ms after the first, and then it throws
 * {@link RegistryUnavailableException}. An attempt takes at most one second to connect and one to read, per URL, unless
 * the settings say otherwise; all of it has to stay below the transaction timeout of the stream thread that waits.
 * Thread-safe.
 */
public final class Registry {
    /** How long one call may try to reach the registry, in ms. */
    public static final long PATIENCE_MS = 2_000;

    private static final long FIRST_PAUSE_MS = 50;
    private static final int HTTP_TIMEOUT_MS = 1_000;
    private static final int CLIENT_CACHE_SIZE = 1_000;

    /** The registry's codes for an absent subject, version or schema; a bare 404 is a wrong URL instead. */
    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);

    /** Rather too much than too little: a password may have any character. */
    private static final Pattern CREDENTIALS = Pattern.compile("//\\S*@");

    private static final int FIRST_SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final SchemaRegistryClient client;
    /** As they are said: without credentials. */
    private final List<String> urls;

    private final InstantSource clock;
    private final RetryPause pause;

    Registry(SchemaRegistryClient client, List<String> urls, InstantSource clock, RetryPause pause) {
        this.client = client;
        this.urls = urls.stream()
                .map(url -> CREDENTIALS.matcher(url).replaceAll("//********@"))
                .toList();
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * The registry behind the given URLs, which are tried in turn.
     *
     * @param config settings for Confluent's client, under its own names (credentials, TLS, proxy, timeouts)
     */
    public static Registry connect(List<String> urls, Map<String, ?> config, InstantSource clock) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, HTTP_TIMEOUT_MS);
        settings.put(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, HTTP_TIMEOUT_MS);
        settings.putAll(config);
        SchemaRegistryClient client =
                new CachedSchemaRegistryClient(urls, CLIENT_CACHE_SIZE, List.of(new AvroSchemaProvider()), settings);
        return new Registry(client, urls, clock, RetryPause.parking());
    }

    /** A registry inside this process, the same one for everybody who names the same scope. */
    public static Registry mock(String scope) {
        SchemaRegistryClient client = MockSchemaRegistry.getClientForScope(scope);
        return new Registry(client, List.of("mock://" + scope), InstantSource.system(), RetryPause.parking());
    }

    /** Confluent's client, for what this class does not offer. It does not retry. */
    public SchemaRegistryClient client() {
        return client;
    }

    /** Registers the schema under the subject unless it is there already, and returns its id. */
    int register(String subject, Schema schema) {
        return idFrom("take", subject, schema, () -> client.register(subject, new AvroSchema(schema)));
    }

    /** The id of a schema that is registered under the subject already. */
    int idOf(String subject, Schema schema) {
        return idFrom("have", subject, schema, () -> client.getId(subject, new AvroSchema(schema)));
    }

    /** What the registry knows about an id. */
    SchemaLookup schema(int id) {
        try {
            ParsedSchema parsed = persistently("tell schema " + id, () -> client.getSchemaById(id));
            if (parsed instanceof AvroSchema avro) {
                return new SchemaLookup.Found(new WriterSchema(id, avro.rawSchema()));
            }
            return new SchemaLookup.Unusable(id, "of type " + parsed.schemaType());
        } catch (RestClientException e) {
            if (NOT_FOUND.contains(e.getErrorCode())) {
                return new SchemaLookup.Unknown(id);
            }
            throw new RegistryUnavailableException(
                    "Expected the schema registry at " + urls + " to tell schema " + id + ", but it answered: "
                            + words(e),
                    e);
        } catch (UnparsableSchemaException e) {
            return new SchemaLookup.Unusable(id, "not an Avro schema that can be parsed");
        }
    }

    private int idFrom(String what, String subject, Schema schema, Call<Integer> call) {
        String expectation = what + " " + schema.getFullName() + " under subject '" + subject + "'";
        try {
            return persistently(expectation, call);
        } catch (RestClientException e) {
            throw refused(expectation, words(e), e);
        } catch (UnparsableSchemaException e) {
            throw refused(expectation, String.valueOf(e.getMessage()), e);
        }
    }

    private RegistryRefusedException refused(String expectation, String answer, Exception cause) {
        return new RegistryRefusedException(
                "Expected the schema registry at " + urls + " to " + expectation + ", but it answered: " + answer,
                cause);
    }

    /** An answer without a code of its own is the web server's: most likely the URL leads past the API. */
    private static String words(RestClientException answer) {
        return answer.getErrorCode() == 0
                ? "HTTP " + answer.getStatus()
                        + ", and nothing in the words of Confluent's API: is its path in the URL?"
                : String.valueOf(answer.getMessage());
    }

    private <R> R persistently(String what, Call<R> call) throws RestClientException, UnparsableSchemaException {
        long giveUpAtMs = clock.millis() + PATIENCE_MS;
        for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
            Exception failure;
            try {
                return call.ask();
            } catch (RestClientException e) {
                if (e.getStatus() < FIRST_SERVER_ERROR && e.getStatus() != TOO_MANY_REQUESTS) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                UnparsableSchemaException.throwIfMeant(e);
                failure = e;
            }
            if (clock.millis() + pauseMs > giveUpAtMs || Thread.currentThread().isInterrupted()) {
                throw new RegistryUnavailableException(
                        "Expected the schema registry at " + urls + " to " + what + " within " + PATIENCE_MS
                                + " ms, but the last attempt failed: " + failure,
                        failure);
            }
            pause.waitMs(pauseMs);
        }
    }

    @FunctionalInterface
    private interface Call<R> {
        R ask() throws IOException, RestClientException;
    }
}
