package io.sessionfold.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireFormatTest {
    @Test
    @DisplayName("INV-48: a framed value is 0x00, the id in four bytes, most significant first, and the body")
    void aFramedValueIsMagicIdAndBody() {
        assertThat(WireFormat.frame(0x01020304, new byte[] {9, 8})).containsExactly(0, 1, 2, 3, 4, 9, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 0x01020304, Integer.MAX_VALUE, -1})
    void theIdIsReadBack(int id) {
        assertThat(WireFormat.schemaId(WireFormat.frame(id, new byte[0]))).hasValue(id);
    }

    @Test
    void whatIsNotFramedHasNoId() {
        assertThat(WireFormat.schemaId(null)).isEmpty();
        assertThat(WireFormat.schemaId(new byte[4])).isEmpty();
        assertThat(WireFormat.schemaId("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
