package io.sessionfold.tests.junit;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.driver.PureFold;
import io.sessionfold.tests.driver.TopologyDriver;
import io.sessionfold.tests.golden.GoldenFile;
import io.sessionfold.tests.golden.NamedCase;
import io.sessionfold.tests.golden.RecordedDriver;
import io.sessionfold.tests.live.LiveDriver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a scenario test once on each of its drivers, and fails one that forgets to play its scenario. */
final class EveryDriver implements TestTemplateInvocationContextProvider {

    /** Which drivers to play on, separated by commas; all of them if it is not set. */
    private static final String DRIVERS = "sessionfold.drivers";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(ScenarioTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        ScenarioTest test = context.getRequiredTestMethod().getAnnotation(ScenarioTest.class);
        return Arrays.stream(test.on()).filter(EveryDriver::isAskedFor).map(kind -> on(kind, context));
    }

    /** The fold's plays of a named case are held against its golden histories. */
    private static OnDriver on(DriverKind kind, ExtensionContext context) {
        Optional<NamedCase> named = NamedCase.of(context.getRequiredTestClass());
        if (kind != DriverKind.PURE || named.isEmpty()) {
            return new OnDriver(new CountingDriver(driver(kind, context)), List.of());
        }
        GoldenFile file =
                GoldenFile.of(named.get(), context.getRequiredTestMethod().getName());
        RecordedDriver recorded = new RecordedDriver(driver(kind, context), file);
        return new OnDriver(new CountingDriver(recorded), List.of(recorded));
    }

    /** A test may be left out where only some drivers are asked for. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return System.getProperty(DRIVERS) != null;
    }

    private static boolean isAskedFor(DriverKind kind) {
        String asked = System.getProperty(DRIVERS);
        return asked == null || List.of(asked.split(",", -1)).contains(kind.name());
    }

    /** A live driver is started once, for all tests of this process, and closed by JUnit after the last of them. */
    private static Driver driver(DriverKind kind, ExtensionContext context) {
        return switch (kind) {
            case PURE -> new PureFold(folds(context));
            case TOPOLOGY -> new TopologyDriver(folds(context), false);
            case LIVE ->
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(EveryDriver.class, isPoisoned(context)))
                        .computeIfAbsent(
                                LiveDriver.class, first -> LiveDriver.onMovedTime(folds(context)), LiveDriver.class);
        };
    }

    private static FoldVersions folds(ExtensionContext context) {
        return isPoisoned(context) ? PoisonedFold.versions() : FoldVersions.KNOWN;
    }

    private static boolean isPoisoned(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(Poisoned.class);
    }

    private record OnDriver(CountingDriver driver, List<Extension> beside) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return driver.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            List<Extension> extensions = new ArrayList<>(beside);
            extensions.add(new DriverParameter(driver));
            extensions.add((AfterEachCallback) context -> driver.mustHavePlayed());
            return extensions;
        }
    }

    private record DriverParameter(Driver driver) implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Driver.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return driver;
        }
    }
}
