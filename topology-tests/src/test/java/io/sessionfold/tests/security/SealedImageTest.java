package io.sessionfold.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the files say of the container; that it runs so is tried by whoever builds it. */
final class SealedImageTest {

    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..");

    @Test
    void theImageRunsAsNobodyAndOwnsNothingButItsStores() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
        List<String> image = lines.subList(last(lines, "FROM "), lines.size());

        assertThat(image).contains("USER 10001:10001", "VOLUME /var/lib/sessionfold");
        assertThat(last(image, "USER ")).isGreaterThan(last(image, "COPY ")).isGreaterThan(last(image, "RUN "));
        assertThat(image).filteredOn(line -> line.startsWith("USER ")).hasSize(1);
        assertThat(image)
                .noneMatch(line -> line.contains("--chown") || line.startsWith("ADD ") || line.contains("sudo"));
        assertThat(image)
                .filteredOn(line -> line.contains("install -d") || line.contains("chown"))
                .containsExactly(" && install -d -o 10001 -g 10001 -m 0700 /var/lib/sessionfold");
        assertThat(image).noneMatch(line -> line.startsWith("ENV ") && line.matches(".*(?i)(password|secret|token).*"));
    }

    @Test
    void everyContainerOfTheImageIsSealed() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("compose.yaml"));

        assertThat(block(lines, "x-sealed: &sealed"))
                .contains(
                        "  user: \"10001:10001\"",
                        "  read_only: true",
                        "    - /tmp:exec,nosuid,nodev,size=128m,mode=1777",
                        "    - ALL",
                        "    - no-new-privileges:true");
        assertThat(block(lines, "x-engine: &engine")).contains("  <<: *sealed");
        assertThat(block(lines, "  topics:")).contains("    <<: *sealed");
        for (String service : List.of("  engine-1:", "  engine-2:")) {
            assertThat(block(lines, service)).contains("    <<: *engine").noneMatch(SealedImageTest::opens);
        }
        assertThat(lines).filteredOn(line -> line.strip().startsWith("build:")).hasSize(1);
        assertThat(lines).noneMatch(SealedImageTest::opens);
    }

    @Test
    void noPortIsPublishedBeyondThisMachine() throws IOException {
        List<String> published = Files.readAllLines(ROOT.resolve("compose.yaml")).stream()
                .filter(line -> line.matches("\\s+- [\"\\d.:]+:\\d+\"?"))
                .toList();

        assertThat(published).isNotEmpty().allMatch(line -> line.strip().startsWith("- 127.0.0.1:"));
    }

    private static boolean opens(String line) {
        return line.matches("\\s*(privileged|cap_add|network_mode|pid|ipc|devices):.*")
                || line.contains("docker.sock")
                || line.contains("read_only: false");
    }

    /** The lines that belong to a line, by their indentation. */
    private static List<String> block(List<String> lines, String head) {
        int from = lines.indexOf(head);
        assertThat(from).as(head).isNotNegative();
        int indentation = indentation(head);
        return lines.stream()
                .skip(from + 1L)
                .takeWhile(line -> line.isBlank() || indentation(line) > indentation)
                .toList();
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static int last(List<String> lines, String beginning) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("Expected a line that begins with " + beginning);
    }
}
