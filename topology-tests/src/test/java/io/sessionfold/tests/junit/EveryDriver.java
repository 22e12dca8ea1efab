package io.sessionfold.tests.junit;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.container.ContainerStack;
import io.sessionfold.tests.container.Docker;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
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
        return kinds(test, context).filter(EveryDriver::isAskedFor).map(kind -> on(kind, context));
    }

    /** A named case that plays on a live engine plays on a broker in a container too. */
    private static Stream<DriverKind> kinds(ScenarioTest test, ExtensionContext context) {
        List<DriverKind> kinds = List.of(test.on());
        return kinds.contains(DriverKind.LIVE)
                        && NamedCase.of(context.getRequiredTestClass()).isPresent()
                ? Stream.concat(kinds.stream(), Stream.of(DriverKind.CONTAINER))
                : kinds.stream();
    }

    /** The fold's plays of a named case are held against its golden histories. */
    private static TestTemplateInvocationContext on(DriverKind kind, ExtensionContext context) {
        Optional<String> absence = kind == DriverKind.CONTAINER ? Docker.absence() : Optional.empty();
        if (absence.isPresent()) {
            return new NoDriver(kind.name(), absence.get());
        }
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
            case LIVE -> shared(kind, context, () -> LiveDriver.onMovedTime(folds(context)));
            case CONTAINER ->
                shared(
                        kind,
                        context,
                        () -> LiveDriver.onMovedTime(
                                folds(context), "LiveDriver in a container", ContainerStack::start));
        };
    }

    private static LiveDriver shared(DriverKind kind, ExtensionContext context, Supplier<LiveDriver> start) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EveryDriver.class, isPoisoned(context)))
                .computeIfAbsent(kind, first -> start.get(), LiveDriver.class);
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

    /** What a test is reported with that would need a driver that cannot be had here. */
    private record NoDriver(String name, String reason) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of((ExecutionCondition) context -> ConditionEvaluationResult.disabled(reason));
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
