package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Several instances' parts of a list of applications, merged into one page in the order of the ids' UTF-8 bytes. */
final class ApplicationMerge {

    private static final Comparator<String> IN_ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private ApplicationMerge() {}

    /** A part that stops early bounds the page: behind its end another part may have applications that come first. */
    static ApplicationPage page(Collection<ApplicationPart> parts, int limit) {
        String bound = parts.stream()
                .map(ApplicationPart::next)
                .filter(Objects::nonNull)
                .min(IN_ORDER)
                .orElse(null);
        List<Application> applications = parts.stream()
                .flatMap(part -> part.applications().stream())
                .filter(application -> bound == null || IN_ORDER.compare(idOf(application), bound) <= 0)
                .sorted(Comparator.comparing(ApplicationMerge::idOf, IN_ORDER))
                .toList();
        List<Application> page = applications.subList(0, Math.min(limit, applications.size()));
        List<ApplicationRow> rows = new ArrayList<>(page.size());
        page.forEach(application -> ApplicationRow.of(application).ifPresent(rows::add));
        return new ApplicationPage(rows, next(applications, page, bound));
    }

    private static @Nullable String next(List<Application> all, List<Application> page, @Nullable String bound) {
        return page.size() < all.size() ? idOf(page.get(page.size() - 1)) : bound;
    }

    private static String idOf(Application application) {
        return application.key().applicationId();
    }
}
