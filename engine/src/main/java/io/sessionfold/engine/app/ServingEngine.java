package io.sessionfold.engine.app;

import io.sessionfold.engine.command.Door;
import io.sessionfold.engine.command.KafkaEventLog;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.http.Callers;
import io.sessionfold.engine.http.ConfiguredCallers;
import io.sessionfold.engine.http.EngineMetrics;
import io.sessionfold.engine.http.HistoryGauges;
import io.sessionfold.engine.http.HttpPorts;
import io.sessionfold.engine.http.HttpServer;
import io.sessionfold.engine.http.NativeMemoryGauges;
import io.sessionfold.engine.http.RestoreGauges;
import io.sessionfold.engine.query.KafkaChangeFeeds;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.Readiness;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine that answers: the topology, and the HTTP interface over its stores. */
public final class ServingEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServingEngine.class);

    private final Engine engine;
    private final EngineQueries queries;
    private final KafkaChangeFeeds feeds;
    private final KafkaEventLog log;
    private final EngineMetrics metrics;
    private final HttpServer http;
    private final String base;
    private final Duration stopNotice;

    private ServingEngine(
            Engine engine,
            EngineQueries queries,
            KafkaChangeFeeds feeds,
            KafkaEventLog log,
            EngineMetrics metrics,
            HttpServer http,
            String base,
            Duration stopNotice) {
        this.engine = engine;
        this.queries = queries;
        this.feeds = feeds;
        this.log = log;
        this.metrics = metrics;
        this.http = http;
        this.base = base;
        this.stopNotice = stopNotice;
    }

    /** Starts everything, or nothing. HTTP answers at once; {@code /ready} says from when on the stores can. */
    public static ServingEngine start(Settings settings) {
        Engine engine = Engine.start(settings);
        try {
            return serve(engine, settings);
        } catch (RuntimeException failure) {
            engine.close();
            throw failure;
        }
    }

    public Engine engine() {
        return engine;
    }

    /** What it answers from. */
    public EngineQueries queries() {
        return queries;
    }

    /** Where HTTP is answered, as {@code http://host:port} or {@code https://…}. */
    public String url() {
        return base + ':' + http.port();
    }

    /**
     * Says at {@code /ready} that it stops, and answers on until whoever sends callers here has had the time to learn of it;
     * then closes.
     */
    public void stop() {
        LOG.atInfo().addKeyValue("answersFor", stopNotice).log("Stopping: /ready says so");
        http.leave();
        try {
            Thread.sleep(stopNotice.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Answers what is asked, and nothing more; then leaves the group at once, for from here on its keys have no owner. */
    @Override
    public void close() {
        http.close();
        LOG.info("HTTP is closed");
        engine.close();
        log.close();
        feeds.close();
        queries.close();
        metrics.close();
        LOG.info("Stopped: what commands wrote is flushed");
    }

    private static ServingEngine serve(Engine engine, Settings settings) {
        EngineQueries queries = new EngineQueries(engine, settings, InstantSource.system());
        KafkaChangeFeeds feeds = new KafkaChangeFeeds(
                settings.kafka().clientProperties(), engine.writerSchemas(), engine.log(), InstantSource.system());
        EngineMetrics metrics = new EngineMetrics(queries.stores().progressByTopic(), engine.streams());
        metrics.add(new HistoryGauges(queries.ownHistory().index()));
        metrics.add(new RestoreGauges(engine.restores()));
        metrics.add(new NativeMemoryGauges());
        Callers callers = ConfiguredCallers.of(settings.http(), settings.access(), InstantSource.system());
        KafkaEventLog log = new KafkaEventLog(
                settings.kafka().clientProperties(),
                engine.registry(),
                settings.registry().autoRegister());
        Door door = Door.of(
                log,
                queries.sessions(),
                queries.applications(),
                settings.policy(),
                ReadWish.PATIENCE,
                InstantSource.system());
        HttpPorts ports = new HttpPorts(
                queries.sessions(),
                queries.applications(),
                queries.parked(),
                feeds,
                queries.history(),
                Readiness.of(engine.streams()::state, engine.restores()),
                metrics,
                callers,
                engine.log(),
                door);
        HttpServer http = new HttpServer(ports, queries.peers(), settings.access());
        http.start(settings.http().host(), settings.http().port());
        String scheme = settings.access().tls().isOn() ? "https://" : "http://";
        return new ServingEngine(
                engine,
                queries,
                feeds,
                log,
                metrics,
                http,
                scheme + settings.http().host(),
                settings.http().stopNotice());
    }
}
