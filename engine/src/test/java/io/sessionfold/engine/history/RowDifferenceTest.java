package io.sessionfold.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.json.RecordJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowDifferenceTest {

    @Test
    void aFieldThatIsOtherIsShownWithBothItsValues() {
        assertThat(difference("{\"phase\":\"PENDING\",\"url\":null}", "{\"phase\":\"RUNNING\",\"url\":null}"))
                .isEqualTo("[{\"field\":\"phase\",\"before\":\"PENDING\",\"after\":\"RUNNING\"}]");
    }

    @Test
    void theFirstRowIsADifferenceFromNothing() {
        assertThat(difference(null, "{\"phase\":\"RUNNING\",\"url\":null}"))
                .isEqualTo("[{\"field\":\"phase\",\"before\":null,\"after\":\"RUNNING\"}]");
    }

    @Test
    void whatMovesWithEveryRowIsNoDifference() {
        assertThat(
                        difference(
                                "{\"stateVersion\":1,\"position\":{\"offset\":1},\"historyDigest\":\"aa\",\"phase\":\"RUNNING\"}",
                                "{\"stateVersion\":2,\"position\":{\"offset\":2},\"historyDigest\":\"bb\",\"phase\":\"RUNNING\"}"))
                .isEqualTo("[]");
    }

    private static String difference(@Nullable String before, String after) {
        return RowDifference.between(before == null ? null : (ObjectNode) RecordJson.parse(before), (ObjectNode)
                        RecordJson.parse(after))
                .toString();
    }
}
