package io.sessionfold.tests.golden;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test class that tells one of the named cases T1 to T21.
 *
 * @param number of the case
 * @param title what the class is called beside the number
 */
public record NamedCase(int number, String title) {

    static final String PACKAGE = "io.sessionfold.tests.scenarios";
    private static final Pattern NAME = Pattern.compile("T(\\d+)(\\w+)Test");

    /** The case that a class tells: its name begins with the number, and it is among the scenarios. */
    public static Optional<NamedCase> of(Class<?> test) {
        Matcher name = NAME.matcher(test.getSimpleName());
        return test.getPackageName().equals(PACKAGE) && name.matches()
                ? Optional.of(new NamedCase(Integer.parseInt(name.group(1)), name.group(2)))
                : Optional.empty();
    }

    /** The folder of its golden histories. */
    String folder() {
        return "T%02d-%s".formatted(number, title);
    }
}
