package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.config.HttpCallers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Callers without credentials: one on this machine speaks for the configured tenant, with every role, and everybody else for
 * none, unless the settings trust whoever reaches the port.
 */
final class LoopbackCallers implements Callers {

    /** The user that a caller without credentials is. */
    static final String USER = "local";

    /** Set by a proxy: then the caller is not on this machine, only the proxy is. */
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    private static final Pattern LOOPBACK_NUMBERS = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final @Nullable String tenant;

    private final HttpCallers trusted;

    LoopbackCallers(@Nullable String tenant, HttpCallers trusted) {
        this.tenant = tenant;
        this.trusted = trusted;
    }

    @Override
    public Caller of(Context context) {
        if (tenant == null) {
            throw new ProblemException(Problem.unauthenticated(
                    "No tenant is configured for callers without credentials; set http.tenant, and ask from this"
                            + " machine"));
        }
        if (trusted == HttpCallers.LOOPBACK && !isLocal(context)) {
            throw new ProblemException(
                    Problem.unauthenticated(
                            "Callers without credentials are served on the loopback interface alone; http.callers can widen that"));
        }
        if (isFromAPageElsewhere(context)) {
            throw new ProblemException(Problem.forbidden(
                    "A page of another origin may not speak for the tenant; callers with credentials may"));
        }
        return new Caller(tenant, USER, EnumSet.allOf(Role.class), Scope.TENANT, null);
    }

    /** Whether a request comes from this machine, and not through a proxy on it. */
    static boolean isLocal(Context context) {
        return isLoopbackAddress(context.req().getRemoteAddr())
                && FORWARDED.stream().allMatch(name -> context.header(name) == null)
                && isLoopbackName(context.req().getServerName());
    }

    /** A browser sends a page's form to 127.0.0.1 as readily as to its own server, and says where the page is from. */
    private static boolean isFromAPageElsewhere(Context context) {
        String origin = context.header("Origin");
        return origin != null && !origin.equalsIgnoreCase(context.scheme() + "://" + context.host());
    }

    private static boolean isLoopbackAddress(String address) {
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A page on the web can point a name of its own at 127.0.0.1; the request then still says that name. */
    private static boolean isLoopbackName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || LOOPBACK_NUMBERS.matcher(name).matches();
    }
}
