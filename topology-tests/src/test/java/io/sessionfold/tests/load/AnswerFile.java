package io.sessionfold.tests.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every answer of a load as a line of text, for whoever wants to know how it came to its figures. */
final class AnswerFile {

    private static final long NANOS_PER_MS = 1_000_000;

    private AnswerFile() {}

    /** Writes the file, with times in milliseconds since the first question. */
    static void write(Path file, List<Answer> answers) throws IOException {
        long firstNs = answers.stream().mapToLong(Answer::askedNs).min().orElse(0);
        Files.write(
                file,
                answers.stream()
                        .map(answer -> "%d %d %s %s %s"
                                .formatted(
                                        (answer.askedNs() - firstNs) / NANOS_PER_MS,
                                        (answer.answeredNs() - firstNs) / NANOS_PER_MS,
                                        answer.servedBy(),
                                        answer.stalenessMs(),
                                        answer))
                        .toList());
    }
}
