package io.sessionfold.local;

import static io.sessionfold.local.RegistryReply.no;
import static io.sessionfold.local.RegistryReply.yes;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry on 127.0.0.1 that speaks Confluent's REST API for Avro; what it acknowledged survives any end of the process.
 *
 * <p>Over Javalin, which the engine's own API already brings: with the JDK's server the path parameters, the decoding of subjects and
 * the answers to unknown paths would all be code of ours.
 */
public final class RegistryEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryEndpoint.class);
    private static final String HOST = "127.0.0.1";
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String LOG_FILE = "registry.jsonl";
    private static final int NOT_FOUND = 404;
    private static final int STORE_FAILED = 50001;

    private final FolderLock lock;
    private final SchemaRegistry registry;
    private final Javalin server;

    private RegistryEndpoint(FolderLock lock, SchemaRegistry registry) {
        this.lock = lock;
        this.registry = registry;
        this.server = Javalin.create(this::configure);
    }

    /**
     * Starts a registry with what the folder remembers.
     *
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @throws LocalStackException if the folder or the port is in use, or the folder's log cannot be read
     */
    public static RegistryEndpoint start(Path folder, int port) {
        FolderLock lock = FolderLock.take(folder);
        try {
            RegistryLog log = RegistryLog.open(folder.resolve(LOG_FILE));
            try {
                RegistryEndpoint endpoint = new RegistryEndpoint(lock, new SchemaRegistry(log));
                endpoint.listen(port);
                return endpoint;
            } catch (RuntimeException e) {
                log.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where clients connect: {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://" + HOST + ":" + server.port();
    }

    /** Stops listening, then lets go of the folder; a second call does nothing. */
    @Override
    public void close() {
        server.stop();
        registry.close();
        lock.close();
    }

    private void listen(int port) {
        try {
            server.start(HOST, port);
        } catch (JavalinBindException e) {
            throw new LocalStackException(
                    "Expected port %d of %s to be free, but it was in use".formatted(port, HOST), e);
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // It would sleep in a thread that keeps the JVM alive for five seconds.
        config.startup.startupWatcherEnabled = false;
        subjects(config);
        schemas(config);
        levels(config);
        config.routes.get("/", answer(context -> yes(Map.of())));
        config.routes.get("/mode", answer(context -> yes(Map.of("mode", "READWRITE"))));
        config.routes.error(NOT_FOUND, RegistryEndpoint::unknownPath);
        config.routes.exception(Exception.class, RegistryEndpoint::failed);
    }

    private void subjects(JavalinConfig config) {
        config.routes.get("/subjects", answer(context -> registry.subjects()));
        config.routes.post(
                "/subjects/{subject}",
                answer(context -> withSchema(context, schema -> registry.lookUp(subject(context), schema))));
        config.routes.get("/subjects/{subject}/versions", answer(context -> registry.versions(subject(context))));
        config.routes.post(
                "/subjects/{subject}/versions",
                answer(context -> withSchema(context, schema -> registry.register(subject(context), schema))));
        config.routes.get(
                "/subjects/{subject}/versions/{version}",
                answer(context -> registry.version(subject(context), context.pathParam("version"))));
    }

    private void schemas(JavalinConfig config) {
        config.routes.get("/schemas/types", answer(context -> yes(List.of(AvroSchema.TYPE))));
        config.routes.get("/schemas/ids/{id}", answer(context -> withId(context, registry::schema)));
        config.routes.get("/schemas/ids/{id}/versions", answer(context -> withId(context, registry::places)));
    }

    private void levels(JavalinConfig config) {
        config.routes.get("/config", answer(context -> registry.level()));
        config.routes.get(
                "/config/{subject}",
                answer(context -> registry.level(subject(context), flag(context, "defaultToGlobal"))));
        config.routes.put("/config", answer(context -> chooseLevel(context, null)));
        config.routes.put("/config/{subject}", answer(context -> chooseLevel(context, subject(context))));
        config.routes.post(
                "/compatibility/subjects/{subject}/versions",
                answer(context -> withSchema(context, schema -> registry.compatibility(subject(context), schema))));
        config.routes.post(
                "/compatibility/subjects/{subject}/versions/{version}",
                answer(context -> withSchema(
                        context,
                        schema -> registry.compatibility(subject(context), context.pathParam("version"), schema))));
    }

    private RegistryReply chooseLevel(Context context, @Nullable String subject) {
        return RegistryRequest.level(context.body(), level -> registry.chooseLevel(subject, level));
    }

    private static Handler answer(Function<Context, RegistryReply> route) {
        return context -> write(context, route.apply(context));
    }

    private static void write(Context context, RegistryReply reply) {
        // As bytes: text would be written in ISO-8859-1, since the content type names no charset.
        context.status(reply.status())
                .contentType(CONTENT_TYPE)
                .result(JacksonMapper.INSTANCE
                        .valueToTree(reply.body())
                        .toString()
                        .getBytes(UTF_8));
    }

    private static RegistryReply withSchema(Context context, Function<AvroSchema, RegistryReply> answer) {
        return RegistryRequest.schema(context.body(), flag(context, "normalize"), answer);
    }

    private static RegistryReply withId(Context context, Function<Integer, RegistryReply> answer) {
        String id = context.pathParam("id");
        return id.matches("[0-9]{1,9}")
                ? answer.apply(Integer.valueOf(id))
                : no(NOT_FOUND, "Expected the id to be a number, but it was '%s'".formatted(id));
    }

    private static String subject(Context context) {
        return context.pathParam("subject");
    }

    private static boolean flag(Context context, String name) {
        return Boolean.parseBoolean(context.queryParam(name));
    }

    /** Javalin comes here for every 404; an answer of the registry's own is left alone. */
    private static void unknownPath(Context context) {
        if (!CONTENT_TYPE.equals(context.res().getContentType())) {
            write(context, no(NOT_FOUND, "Expected a path of the registry, but it was " + context.path()));
        }
    }

    private static void failed(Exception cause, Context context) {
        LOG.error("The registry could not answer {} {}", context.method(), context.path(), cause);
        write(context, no(STORE_FAILED, "Expected the registry to decide, but it failed: " + cause));
    }
}
