package io.sessionfold.engine.application;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import org.jspecify.annotations.Nullable;

/**
 * What the row shows of an application itself: the part whose change is a version and a record.
 *
 * @param statusSinceMs when the status began, or when the install was asked for anew within it; record time
 * @param enabled whether sessions may be launched from it: only a person changes that (SS-18)
 * @param disabledReason what that person said; null while it is enabled
 * @param message the controller's last word that counted
 * @param manifest what is installed, in the platform's own notation, so that a site without its source still shows it
 * @param awaitedReports how many reports in a row said nothing that counts (INV-30); at most {@link #AWAITED_MAX}
 */
public record ApplicationBody(
        @Nullable String name,
        ApplicationStatus status,
        long statusSinceMs,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable String message,
        @Nullable String manifest,
        @Nullable Icon icon,
        @Nullable String iconMediaType,
        int awaitedReports) {

    /**
     * Where the count of awaited reports stays: at one report in 2 s it is three minutes, long past any race of a
     * controller's cache, and a controller that never makes up its mind changes the row no further.
     */
    public static final int AWAITED_MAX = 100;

    /** An application of which nothing is known but that it is spoken of. */
    static ApplicationBody announced(long nowMs) {
        return new ApplicationBody(null, ApplicationStatus.PENDING, nowMs, true, null, null, null, null, null, 0);
    }

    /** Its install is asked for (anew): what an earlier one came to no longer counts. */
    ApplicationBody asked(ApplicationStatus next, @Nullable String newName, @Nullable String newManifest, long nowMs) {
        return new ApplicationBody(
                newName == null ? name : newName,
                next,
                nowMs,
                enabled,
                disabledReason,
                null,
                newManifest == null ? manifest : newManifest,
                icon,
                iconMediaType,
                0);
    }

    /** A report that counts: {@code next} is the status that it comes to. */
    ApplicationBody observed(ApplicationStatus next, ApplicationStatusReported report, long nowMs) {
        return new ApplicationBody(
                name,
                next,
                next == status ? statusSinceMs : nowMs,
                enabled,
                disabledReason,
                report.message().isBlank() ? null : report.message(),
                report.manifest() == null ? manifest : report.manifest(),
                report.icon() == null ? icon : report.icon(),
                report.iconMediaType() == null ? iconMediaType : report.iconMediaType(),
                0);
    }

    /** A report that does not count: everything stays, and the waiting shows. */
    ApplicationBody awaitingTheNext() {
        return new ApplicationBody(
                name,
                status,
                statusSinceMs,
                enabled,
                disabledReason,
                message,
                manifest,
                icon,
                iconMediaType,
                Math.min(awaitedReports + 1, AWAITED_MAX));
    }

    ApplicationBody enabled(boolean allowed, @Nullable String reason) {
        return new ApplicationBody(
                name,
                status,
                statusSinceMs,
                allowed,
                allowed ? null : reason,
                message,
                manifest,
                icon,
                iconMediaType,
                awaitedReports);
    }

    ApplicationBody withoutContent() {
        return new ApplicationBody(
                name,
                status,
                statusSinceMs,
                enabled,
                disabledReason,
                message,
                null,
                null,
                iconMediaType,
                awaitedReports);
    }
}
