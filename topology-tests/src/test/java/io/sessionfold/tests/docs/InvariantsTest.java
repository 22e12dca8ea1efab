package io.sessionfold.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.docs.NumberedLines.Line;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which test proves which invariant: the table in the docs, made of the numbers that the tests carry. */
final class InvariantsTest {

    private static final List<Line> INVARIANTS = NumberedLines.of("invariants.txt");
    private static final List<ProvingTest> TESTS = TestSources.proving();

    @Test
    void theDocsSayWhichTestProvesWhat() {
        StringBuilder rows = new StringBuilder();
        INVARIANTS.forEach(invariant -> rows.append(
                "| INV-%d | %s | %s |\n".formatted(invariant.number(), invariant.text(), proof(invariant))));
        MadeDocument.mustBe("invariants.md", """
                # Invariants

                What must hold, in one line each, and the tests that hold the code to it. Made by `InvariantsTest` of the numbers
                that tests carry, in all modules; not to be edited. A test carries its numbers at the beginning of its display
                name (`@DisplayName("INV-13, INV-23: …")`), an architecture rule at the beginning of its description, and a law
                of the random histories at the beginning of its Javadoc.

                | | what holds | which tests prove it |
                |---|---|---|
                %s""".formatted(rows));
    }

    @Test
    void everyInvariantHasATestOrSaysWithWhatItComes() {
        assertThat(INVARIANTS.stream()
                        .filter(invariant -> invariant.more().isEmpty())
                        .filter(invariant -> proving(invariant).isEmpty())
                        .map(invariant -> "INV-" + invariant.number() + ": " + invariant.text()))
                .as("invariants that no test proves; give a test of it a display name that begins with its number")
                .isEmpty();
    }

    @Test
    void everyNumberLeadsTheNameOfItsTestAndIsOneOfTheInvariants() {
        assertThat(TestSources.misnamed())
                .as("names with a number of an invariant that do not begin with 'INV-n: ' or 'INV-n, INV-m: '")
                .isEmpty();
        assertThat(TESTS)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.numbers())
                        .allSatisfy(number -> assertThat(number).isBetween(1, INVARIANTS.size())));
    }

    private static String proof(Line invariant) {
        SortedMap<String, List<String>> byClass = proving(invariant).stream()
                .collect(Collectors.groupingBy(
                        ProvingTest::test, TreeMap::new, Collectors.mapping(ProvingTest::name, Collectors.toList())));
        String tests = byClass.entrySet().stream()
                .map(entry -> "`%s`: %s".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                .collect(Collectors.joining("<br>"));
        if (invariant.more().isEmpty()) {
            return tests.isEmpty() ? "**none**" : tests;
        }
        return tests.isEmpty()
                ? "comes with " + invariant.more()
                : tests + "<br>the rest comes with " + invariant.more();
    }

    private static List<ProvingTest> proving(Line invariant) {
        return TESTS.stream()
                .filter(test -> test.numbers().contains(invariant.number()))
                .toList();
    }
}
