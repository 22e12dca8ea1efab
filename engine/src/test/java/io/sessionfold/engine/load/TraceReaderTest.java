package io.sessionfold.engine.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TraceReaderTest {

    private static final String TRACE = TraceReader.HEADER + "\r\n0,0,6758,500\r\n27,1,7322,0\r\n";

    @Test
    void aPlainTraceIsReadLineByLine() {
        assertThat(read(TRACE.getBytes(UTF_8)))
                .containsExactly(new TraceRequest(0, 0, 6758, 500), new TraceRequest(27, 1, 7322, 0));
    }

    @Test
    void aPackedTraceIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(TRACE.getBytes(UTF_8));
        }

        assertThat(read(packed.toByteArray())).hasSize(2);
    }

    @Test
    void aWrongFieldIsNamedWithItsLine() {
        assertBad(
                TRACE + "28,one,1,1\n",
                "Expected session to be a number from 0 to 999999, but it was 'one' (line 4 of t)");
        assertBad(TRACE + "28,1,1,-1\n", "output_tokens", "'-1' (line 4 of t)");
        assertBad(TRACE + "28,1,1\n", "4 columns", "(line 4 of t)");
        assertBad(TRACE + "28,1,99999999999999999999,1\n", "input_tokens", "(line 4 of t)");
    }

    @Test
    void anArrivalBeforeTheOneAboveItIsAnError() {
        assertBad(TRACE + "26,1,1,1\n", "Expected arrival_ms to be a number from 27", "(line 4 of t)");
    }

    @Test
    void anotherHeaderIsAnError() {
        assertBad("time,session\n", TraceReader.HEADER, "'time,session' (line 1 of t)");
        assertBad("", "but it was missing (line 1 of t)");
    }

    private static void assertBad(String trace, String... parts) {
        assertThatThrownBy(() -> read(trace.getBytes(UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static List<TraceRequest> read(byte[] bytes) {
        return TraceReader.read(new ByteArrayInputStream(bytes), "t");
    }
}
