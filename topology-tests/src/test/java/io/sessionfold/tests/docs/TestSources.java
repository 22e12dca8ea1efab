package io.sessionfold.tests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources of all modules' tests, read for what they say that they prove. The numbers lead: the display name of a test
 * begins with them, as in {@code INV-13, INV-23: every run ends once}, the description of an architecture rule too, and a
 * law of the random histories has them at the beginning of its Javadoc.
 */
final class TestSources {

    private static final Path ROOT = Path.of("..");
    /** What reads the numbers speaks of them too. */
    private static final String OWN_PACKAGE = "docs.";

    private static final String NUMBERS = "(INV-\\d+(?:, INV-\\d+)*)";
    private static final Pattern TEST = Pattern.compile(
            "@DisplayName\\(\\s*\"" + NUMBERS + ": .*?\\b(?:void|Stream<DynamicTest>) (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern RULE =
            Pattern.compile("ArchRule (\\w+)\\s*=[^;]*?\\.as\\(\\s*\"" + NUMBERS + ": ", Pattern.DOTALL);
    private static final Pattern LAW = Pattern.compile(
            "/\\*\\*\\s*" + NUMBERS + "[:.](?:(?!\\*/).)*\\*/\\s*(?:private )?static void (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern NAME_WITH_NUMBER =
            Pattern.compile("(?:@DisplayName|\\.as)\\(\\s*\"([^\"]*INV-[^\"]*)\"", Pattern.DOTALL);
    private static final Pattern NUMBERS_LEAD = Pattern.compile(NUMBERS + ": .*", Pattern.DOTALL);

    private TestSources() {}

    /** A source file, and what stands in it. */
    record Source(String test, String text) {}

    /** All test classes of all modules, by name. */
    static List<Source> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
                    .map(TestSources::source)
                    .filter(source -> !source.test().startsWith(OWN_PACKAGE))
                    .sorted(Comparator.comparing(Source::test))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the sources of all modules to be readable", e);
        }
    }

    /** All tests that carry numbers. */
    static List<ProvingTest> proving() {
        List<ProvingTest> tests = new ArrayList<>();
        for (Source source : all()) {
            TEST.matcher(source.text()).results().forEach(found -> tests.add(proving(source, found, 1, 2)));
            RULE.matcher(source.text()).results().forEach(found -> tests.add(proving(source, found, 2, 1)));
            LAW.matcher(source.text()).results().forEach(found -> tests.add(proving(source, found, 1, 2)));
        }
        return List.copyOf(tests);
    }

    /** The names that hold a number which does not lead, so that nobody finds it. */
    static List<String> misnamed() {
        List<String> names = new ArrayList<>();
        for (Source source : all()) {
            NAME_WITH_NUMBER
                    .matcher(source.text())
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !NUMBERS_LEAD.matcher(name).matches())
                    .forEach(name -> names.add(source.test() + ": " + name));
        }
        return List.copyOf(names);
    }

    private static ProvingTest proving(Source source, MatchResult found, int numbers, int name) {
        List<Integer> carried = Stream.of(found.group(numbers).split(", ", -1))
                .map(number -> Integer.parseInt(number.replace("INV-", "")))
                .toList();
        return new ProvingTest(source.test(), found.group(name), carried);
    }

    private static Source source(Path file) {
        try {
            String name = String.valueOf(file.getFileName()).replace(".java", "");
            return new Source(file.getName(file.getNameCount() - 2) + "." + name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + file + " to be readable", e);
        }
    }
}
