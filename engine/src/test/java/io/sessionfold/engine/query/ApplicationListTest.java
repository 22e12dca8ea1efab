package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ApplicationListTest {

    private final StoredApplications stores = new StoredApplications(2);
    private final ApplicationQuery applications = stores.query();

    @Test
    @DisplayName("INV-37: a list of applications is in order over all partitions, and of one tenant alone")
    void aListIsInOrderAndOfOneTenantAlone() {
        keep(1, "acme", "a");
        keep(0, "acme", "b");
        keep(1, "acme", "c");
        keep(0, "acme-2", "x");
        keep(0, "acme0", "x");
        stores.with(0, new ApplicationKey("acme", "refused"), null);

        assertThat(ids(page(null, 10))).containsExactly("a", "b", "c");
        assertThat(page(null, 10).next()).isNull();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int n = 0; n < 5; n++) {
            keep(n % 2, "acme", "app-" + n);
        }
        ApplicationPage first = page(null, 2);
        ApplicationPage second = page(first.next(), 2);
        ApplicationPage third = page(second.next(), 2);

        assertThat(ids(first)).containsExactly("app-0", "app-1");
        assertThat(ids(second)).containsExactly("app-2", "app-3");
        assertThat(ids(third)).containsExactly("app-4");
        assertThat(third.next()).isNull();
    }

    @Test
    void aListShowsNeitherManifestsNorIcons() {
        keep(0, "acme", "a");

        ApplicationRow row = page(null, 1).rows().get(0);
        assertThat(row.body().manifest()).isNull();
        assertThat(row.body().icon()).isNull();
        assertThat(row.body().iconMediaType()).isEqualTo("image/png");
    }

    @Test
    @DisplayName("INV-41: a partition that is not here is never taken for one without applications")
    void aPartitionThatMovesIsNotEmpty() {
        assertThat(new StoredApplications(0).query().list("acme", null, 1)).isInstanceOf(QueryResult.NotReady.class);
        stores.share(1);
        assertThat(applications.list("acme", null, 1)).isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    @DisplayName("INV-41: while a partition moves, no list is made without it")
    void whileAPartitionMovesThereIsNoList() {
        stores.move();
        assertThat(applications.list("acme", null, 1)).isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    @DisplayName("INV-37: a list over two instances is the one that either would tell alone")
    void aListOverTwoInstancesIsOne() {
        for (int n = 0; n < 7; n++) {
            keep(n % 2, "acme", "app-" + n);
        }
        List<String> whole = ids(page(null, 10));
        LocalApplications other = new LocalApplications(stores);
        StoredApplications half = stores.copy().share(1);
        RoutedApplications routed =
                new RoutedApplications(half, new LocalApplications(half), new OnePeer("other:8480", other));

        List<String> read = new ArrayList<>();
        String after = null;
        do {
            ApplicationPage page = ((QueryResult.Found<ApplicationPage>) routed.list("acme", after, 2)).value();
            read.addAll(ids(page));
            after = page.next();
        } while (after != null);

        assertThat(read).isEqualTo(whole);
        stores.move();
        assertThat(routed.list("acme", null, 2)).isInstanceOf(QueryResult.NotReady.class);
    }

    private void keep(int partition, String tenant, String id) {
        stores.with(
                partition,
                new ApplicationKey(tenant, id),
                StoredApplications.installed("Notebook", new byte[] {1, 2}, "image/png"));
    }

    private ApplicationPage page(@Nullable String after, int limit) {
        QueryResult<ApplicationPage> result = applications.list("acme", after, limit);
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<ApplicationPage>) result).value();
    }

    private static List<String> ids(ApplicationPage page) {
        return page.rows().stream().map(row -> row.key().applicationId()).toList();
    }
}
