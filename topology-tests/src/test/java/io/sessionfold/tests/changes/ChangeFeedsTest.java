package io.sessionfold.tests.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.ChangeFeed;
import io.sessionfold.engine.query.KafkaChangeFeeds;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.tests.faults.EngineCluster;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Feeds of changes on a broker; each test has tenants of its own. */
final class ChangeFeedsTest {

    private static final LogIdentity LOG = LogIdentity.of("cluster", List.of("events"));

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration AT_ONCE = Duration.ZERO;

    /** More than may wait for a reader. */
    private static final int A_FLOOD = 4_500;

    @TempDir
    private static Path folder;

    private static EngineCluster cluster;
    private static Renaming sessions;

    private final List<KafkaChangeFeeds> opened = new ArrayList<>();
    private KafkaChangeFeeds feeds;
    private String tenant;

    @BeforeAll
    static void start() {
        cluster = EngineCluster.start(folder);
        cluster.startEngine("only", Map.of());
        sessions = new Renaming(cluster);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        tenant = test.getTestMethod().orElseThrow().getName();
        feeds = instance(InstantSource.system());
    }

    @AfterEach
    void close() {
        opened.forEach(KafkaChangeFeeds::close);
    }

    @Test
    @DisplayName("INV-38: a reader is told of the sessions of its tenant and of no other")
    void aReaderIsToldOfItsTenant() {
        try (ChangeFeed mine = feeds.open(tenant, null);
                ChangeFeed others = feeds.open("another", null)) {
            sessions.create("another", "s-1");
            sessions.rename("another", "s-1", 2);
            sessions.create(tenant, "s-1");
            sessions.rename(tenant, "s-1", 1);
            sessions.flush();

            assertThat(new Reader(others).told(3)).containsExactly("s-1@1", "s-1@2", "s-1@3");
            assertThat(new Reader(mine).told(2)).containsExactly("s-1@1", "s-1@2");
        }
    }

    @Test
    void aReaderGoesOnElsewhereWhereItLeftOff() {
        List<String> told;
        PositionToken left;
        try (ChangeFeed here = feeds.open(tenant, null)) {
            sessions.create(tenant, "s-1");
            sessions.rename(tenant, "s-1", 40);
            sessions.flush();
            told = new ArrayList<>(new Reader(here).told(10));
            left = here.position();
        }
        feeds.close();
        sessions.rename(tenant, "s-1", 1_200);
        sessions.flush();
        try (ChangeFeed there = instance(InstantSource.system()).open(tenant, left)) {
            Reader reader = new Reader(there);
            reader.told(1_241 - told.size());
            sessions.rename(tenant, "s-1", 3);
            sessions.flush();
            told.addAll(reader.told(1_244 - told.size()));
        }
        assertThat(told).containsExactlyElementsOf(versions("s-1", 1_244));
    }

    @Test
    void aDeletionIsToldByTheLastRowAndThenByItsAbsence() {
        try (ChangeFeed feed = feeds.open(tenant, null)) {
            sessions.create(tenant, "s-1");
            sessions.delete(tenant, "s-1");
            sessions.flush();

            assertThat(new Reader(feed).told(3)).containsExactly("s-1@1", "s-1@2", "s-1 gone");
        }
    }

    @Test
    void aHundredReadersShareOneConsumer() throws Exception {
        List<ChangeFeed> hundred = new ArrayList<>();
        try {
            hundred.add(feeds.open(tenant, null));
            int consumers = consumers();
            for (int more = 1; more < 100; more++) {
                hundred.add(feeds.open(tenant, null));
            }
            assertThat(consumers()).isEqualTo(consumers);
            sessions.create(tenant, "s-1");
            sessions.rename(tenant, "s-1", 9);
            sessions.flush();

            assertThat(hundred)
                    .allSatisfy(feed ->
                            assertThat(new Reader(feed).told(10)).containsExactlyElementsOf(versions("s-1", 10)));
        } finally {
            hundred.forEach(ChangeFeed::close);
        }
    }

    @Test
    void aReaderThatTakesNothingIsCutAndLosesNothing() {
        PositionToken left;
        try (ChangeFeed slow = feeds.open(tenant, null);
                ChangeFeed quick = feeds.open(tenant, null)) {
            sessions.create(tenant, "s-1");
            sessions.flush();
            assertThat(new Reader(slow).told(1)).containsExactly("s-1@1");
            sessions.rename(tenant, "s-1", A_FLOOD - 1);
            sessions.flush();

            assertThat(new Reader(quick).told(A_FLOOD)).containsExactlyElementsOf(versions("s-1", A_FLOOD));
            assertThat(quick.isCut()).isFalse();
            Awaitility.await("the slow reader is cut").atMost(PATIENCE).until(slow::isCut);
            assertThat(slow.poll(AT_ONCE)).isEmpty();
            left = slow.position();
        }
        try (ChangeFeed again = feeds.open(tenant, left)) {
            assertThat(new Reader(again).told(A_FLOOD - 1))
                    .containsExactlyElementsOf(versions("s-1", A_FLOOD).subList(1, A_FLOOD));
        }
    }

    @Test
    void aPositionThatMayBeCompactedAwayIsAnsweredByAReset() {
        PositionToken old = PositionToken.ofChanges(nowhere(0));
        PositionToken end;
        try (ChangeFeed feed = feeds.open(tenant, null)) {
            sessions.create(tenant, "s-1");
            sessions.flush();
            new Reader(feed).told(1);
            end = PositionToken.ofChanges(feeds.reached().orElseThrow());
        }
        InstantSource aWeekOn = Clock.offset(Clock.systemUTC(), Duration.ofDays(7));
        KafkaChangeFeeds later = instance(aWeekOn);
        try (ChangeFeed fromOld = later.open(tenant, old);
                ChangeFeed fromEnd = later.open(tenant, end)) {
            sessions.rename(tenant, "s-1", 1);
            sessions.flush();

            assertThat(new Reader(fromOld).told(2)).containsExactly("reset", "s-1@2");
            assertThat(new Reader(fromEnd).told(1)).containsExactly("s-1@2");
        }
    }

    @Test
    void aPositionThatIsNotInThisLogIsAnsweredByAReset() {
        for (PositionToken foreign : List.of(
                PositionToken.ofChanges(nowhere(1_000_000_000)),
                PositionToken.ofChanges(new TreeMap<>(Map.of(0, 0L))),
                PositionToken.ofChanges(new TreeMap<>()),
                // Offsets that fit, of another cluster.
                PositionToken.ofChanges(nowhere(0)).in(LogIdentity.of("another cluster", List.of())))) {
            try (ChangeFeed feed = feeds.open(tenant, foreign)) {
                assertThat(new Reader(feed).told(1)).containsExactly("reset");
            }
        }
    }

    private KafkaChangeFeeds instance(InstantSource clock) {
        KafkaChangeFeeds another = new KafkaChangeFeeds(
                Map.of("bootstrap.servers", cluster.bootstrapServers()), cluster.schemas(), LOG, clock);
        opened.add(another);
        return another;
    }

    private static SortedMap<Integer, Long> nowhere(long offset) {
        SortedMap<Integer, Long> next = new TreeMap<>();
        IntStream.range(0, EngineCluster.PARTITIONS).forEach(partition -> next.put(partition, offset));
        return next;
    }

    /** Every version of a session up to one, as a reader writes them down. */
    private static List<String> versions(String sessionKey, int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(version -> sessionKey + '@' + version)
                .toList();
    }

    /** How many consumers this process has. */
    private static int consumers() throws Exception {
        ObjectName consumers = new ObjectName("kafka.consumer:type=consumer-metrics,client-id=*");
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(consumers, null)
                .size();
    }
}
