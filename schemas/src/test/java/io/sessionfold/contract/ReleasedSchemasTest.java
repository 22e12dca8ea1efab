package io.sessionfold.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ReleasedSchemasTest {
    private static final String REWRITE = "schemas.rewrite";

    @BeforeAll
    static void rewriteWhenAsked() throws IOException {
        if (ContractSchemas.VERSION.equals(System.getProperty(REWRITE))) {
            ContractSchemas.rewriteThisVersion();
        }
    }

    @Test
    @DisplayName("INV-48: every current schema reads every released version of itself (BACKWARD_TRANSITIVE)")
    void everyCurrentSchemaReadsEveryReleasedVersion() throws IOException {
        Map<String, Schema> current = ContractSchemas.current();
        SoftAssertions all = new SoftAssertions();
        for (String version : ContractSchemas.releasedVersions()) {
            ContractSchemas.released(version).forEach((name, released) -> {
                all.assertThat(current)
                        .as("the records of today, of which %s had one", version)
                        .containsKey(name);
                Schema reader = current.get(name);
                if (reader != null) {
                    all.assertThat(ContractSchemas.incompatibilities(reader, released))
                            .as("what keeps today's %s from reading that of %s", name, version)
                            .isEmpty();
                }
            });
        }
        all.assertAll();
    }

    @Test
    void theFolderOfThisVersionHoldsTheCurrentSchemas() throws IOException {
        assertThat(texts(ContractSchemas.released(ContractSchemas.VERSION)))
                .as(
                        "released/%1$s, against the current schemas. If the change is meant, and %1$s is not released yet,"
                                + " run: mvn -pl schemas -am verify -D%2$s=%1$s -Dtest=ReleasedSchemasTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        ContractSchemas.VERSION, REWRITE)
                .isEqualTo(texts(ContractSchemas.current()));
    }

    @Test
    @DisplayName("INV-48: a field without default, a lost payload and a lost symbol would be noticed")
    void whatBreaksAReaderIsNoticed() {
        Schema event = ContractSchemas.current().get("LifecycleEvent");
        String text = event.toString();

        assertThat(ContractSchemas.incompatibilities(
                        parsed(text.replaceFirst(
                                "\"fields\":\\[", "\"fields\":[{\"name\":\"region\",\"type\":\"string\"},")),
                        event))
                .singleElement()
                .asString()
                .contains("region");
        assertThat(ContractSchemas.incompatibilities(parsed(text.replace("\"RunSettled\"", "\"RunClosed\"")), event))
                .isNotEmpty();
        assertThat(ContractSchemas.incompatibilities(
                        parsed(text.replace("\"STOP\",", "").replace("\"default\":\"UNKNOWN\"", "\"note\":\"\"")),
                        event))
                .isNotEmpty();
    }

    private static Schema parsed(String text) {
        return new Schema.Parser().parse(text);
    }

    private static Map<String, String> texts(Map<String, Schema> schemas) {
        return schemas.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ContractSchemas.text(entry.getValue())));
    }
}
