package io.sessionfold.engine.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a recorded trace: CSV with the columns {@value #HEADER}, plain or gzipped, in order of arrival.
 */
public final class TraceReader {

    /** The first line of every trace. */
    public static final String HEADER = "arrival_ms,session,input_tokens,output_tokens";

    /** A million sessions have six digits in their keys; a larger number is a broken file. */
    private static final int SESSION_MAX = 999_999;

    private static final int TOKENS_MAX = 10_000_000;
    private static final long ARRIVAL_MS_MAX = 366L * 24 * 60 * 60_000;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int COLUMNS = 4;
    private static final int DIGITS_MAX = 18;

    private TraceReader() {}

    /**
     * Reads a whole trace.
     *
     * @param name how the messages call it
     * @throws BadInputException naming the first line that is not as expected
     */
    public static List<TraceRequest> read(InputStream bytes, String name) {
        List<TraceRequest> requests = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (!HEADER.equals(header)) {
                throw bad(name, 1, "'" + HEADER + "'", header == null ? "missing" : "'" + header + "'");
            }
            long earliestMs = 0;
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                TraceRequest request = request(name, number, line, earliestMs);
                earliestMs = request.arrivalMs();
                requests.add(request);
            }
        } catch (IOException e) {
            throw new BadInputException("Expected " + name + " to be readable, but it was not: " + e.getMessage(), e);
        }
        return requests;
    }

    private static TraceRequest request(String name, int number, String line, long earliestMs) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS) {
            throw bad(name, number, COLUMNS + " columns", fields.length + ": '" + line + "'");
        }
        return new TraceRequest(
                number(name, number, "arrival_ms", fields[0], earliestMs, ARRIVAL_MS_MAX),
                (int) number(name, number, "session", fields[1], 0, SESSION_MAX),
                (int) number(name, number, "input_tokens", fields[2], 0, TOKENS_MAX),
                (int) number(name, number, "output_tokens", fields[3], 0, TOKENS_MAX));
    }

    private static long number(String name, int line, String column, String text, long least, long most) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= DIGITS_MAX
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        long value = isNumber ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw new BadInputException("Expected %s to be a number from %d to %d, but it was '%s' (line %d of %s)"
                    .formatted(column, least, most, text, line, name));
        }
        return value;
    }

    private static BadInputException bad(String name, int line, String expected, String actual) {
        return new BadInputException(
                "Expected the line to be %s, but it was %s (line %d of %s)".formatted(expected, actual, line, name));
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        PushbackInputStream start = new PushbackInputStream(bytes);
        int first = start.read();
        if (first >= 0) {
            start.unread(first);
        }
        return first == GZIP_FIRST_BYTE ? new GZIPInputStream(start) : start;
    }
}
