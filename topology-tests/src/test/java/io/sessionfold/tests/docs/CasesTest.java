package io.sessionfold.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.docs.NumberedLines.Line;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.golden.NamedCases;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which named case plays on which driver: the table in the docs, made of the scenarios. */
final class CasesTest {

    private static final List<Line> CASES = NumberedLines.of("named-cases.txt");
    private static final List<NamedCases.Told> TOLD = NamedCases.scenarios();
    private static final List<TestSources.Source> SOURCES = TestSources.all();

    @Test
    void theDocsSayWhichCasePlaysWhere() {
        StringBuilder rows = new StringBuilder();
        CASES.forEach(named -> rows.append("| T%d | %s | %s | %s |\n"
                .formatted(
                        named.number(),
                        named.text(),
                        Stream.of(DriverKind.values())
                                .map(kind -> count(named, kind))
                                .collect(Collectors.joining(" | ")),
                        String.join(", ", others(named)))));
        MadeDocument.mustBe("cases.md", """
                # Named cases

                How many scenarios of each named case play on the pure fold, on the topology without a broker, and on a real
                engine with a real broker. Every scenario of the fold has a golden history in
                `topology-tests/src/test/resources/golden`: its inputs, states, outputs and digests. Those histories are folded
                again from their files on all three drivers. Where something changes on purpose:

                ```
                mvn -B package -pl topology-tests -am -Dsessionfold.golden.accept=true -Dsurefire.failIfNoSpecifiedTests=false \\
                    -Dsessionfold.drivers=PURE -Dtest='io.sessionfold.tests.scenarios.*Test,GoldenHistoriesTest'
                git diff topology-tests/src/test/resources/golden
                ```

                A history that was released is never edited: if the fold makes something else of the same inputs, that is a new
                fold version. Made by `CasesTest`; not to be edited. Tests beside the scenarios say at the beginning of their
                Javadoc which case they tell.

                | | what happens | fold | topology | real engine | beside the scenarios |
                |---|---|---|---|---|---|
                %s""".formatted(rows));
    }

    @Test
    void everyNamedCaseIsTold() {
        assertThat(CASES.stream()
                        .filter(named ->
                                TOLD.stream().noneMatch(told -> told.named().number() == named.number()))
                        .filter(named -> others(named).isEmpty())
                        .map(named -> "T" + named.number() + ": " + named.text()))
                .as("named cases that no test tells; a scenario class is called after it, as in T1StartAndEndTest")
                .isEmpty();
    }

    private static String count(Line named, DriverKind kind) {
        long count = TOLD.stream()
                .filter(told -> told.named().number() == named.number())
                .filter(told -> told.drivers().contains(kind))
                .count();
        return count == 0 ? "–" : Long.toString(count);
    }

    /** The tests whose Javadoc begins with the case's number, other than its scenarios. */
    private static List<String> others(Line named) {
        Pattern tells = Pattern.compile("/\\*\\*\\s*(?:T\\d+, )*T" + named.number() + "(?:, T\\d+)*: ");
        return SOURCES.stream()
                .filter(source -> !source.test().startsWith("scenarios."))
                .filter(source -> tells.matcher(source.text()).find())
                .map(source -> "`" + source.test() + "`")
                .toList();
    }
}
