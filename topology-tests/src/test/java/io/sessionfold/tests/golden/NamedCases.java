package io.sessionfold.tests.golden;

import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.junit.ScenarioTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The test classes of the named cases and their scenarios, found by the files of their package. */
public final class NamedCases {

    private static final Path SOURCES = Path.of("src", "test", "java").resolve(NamedCase.PACKAGE.replace('.', '/'));

    private NamedCases() {}

    /** A scenario of a named case, and the drivers that it plays on. */
    public record Told(NamedCase named, Class<?> test, String scenario, List<DriverKind> drivers) {}

    /** All scenarios, case by case. */
    public static List<Told> scenarios() {
        List<Told> all = new ArrayList<>();
        for (Class<?> test : classes()) {
            NamedCase.of(test).ifPresent(named -> {
                for (Method method : test.getDeclaredMethods()) {
                    ScenarioTest scenario = method.getAnnotation(ScenarioTest.class);
                    if (scenario != null) {
                        all.add(new Told(named, test, method.getName(), List.of(scenario.on())));
                    }
                }
            });
        }
        return List.copyOf(all);
    }

    /** The golden histories that the scenarios tell: those that the pure fold plays. */
    static List<GoldenFile> goldenFiles() {
        return scenarios().stream()
                .filter(told -> told.drivers().contains(DriverKind.PURE))
                .map(told -> GoldenFile.of(told.named(), told.scenario()))
                .toList();
    }

    private static List<Class<?>> classes() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .sorted()
                    .<Class<?>>map(name -> load(NamedCase.PACKAGE + "." + name.replace(".java", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the named cases to be in " + SOURCES, e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Expected each file of the named cases to hold a class of its name", e);
        }
    }
}
