package io.sessionfold.tests.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The client's README has the example that is run, to the letter. */
final class ReadmeTest {

    private static final Path README = Path.of("..", "client", "README.md");
    private static final Path EXAMPLE =
            Path.of("src", "test", "java", "io", "sessionfold", "tests", "client", "ReadmeExample.java");

    @Test
    void theReadmeHasTheExampleThatIsRun() throws IOException {
        String source = Files.readString(EXAMPLE);
        String example = source.substring(
                        source.indexOf('\n', source.indexOf("// example begins")) + 1,
                        source.indexOf("        // example ends"))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(README)).contains("```java\n" + example + "\n```\n");
    }
}
