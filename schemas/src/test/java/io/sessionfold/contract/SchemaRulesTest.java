package io.sessionfold.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemaRulesTest {
    @ParameterizedTest
    @MethodSource("records")
    void everyFieldSaysWhatItIsAndItsUnit(Schema record) {
        assertThat(record.getDoc()).as(record.getName()).isNotBlank();
        assertThat(record.getFields())
                .allSatisfy(field -> assertThat(field.doc())
                        .as("%s.%s", record.getName(), field.name())
                        .isNotNull()
                        .matches(".+\\. Unit: .+\\."));
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatMayBeAbsentIsAbsentByDefault(Schema record) {
        assertThat(record.getFields())
                .filteredOn(field -> field.schema().isNullable())
                .allSatisfy(field -> assertThat(field.defaultVal())
                        .as("%s.%s", record.getName(), field.name())
                        .isSameAs(JsonProperties.NULL_VALUE));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aFieldNamedAfterItsUnitIsAPlainNumberAndATimeSaysItsPrecision(Schema record) {
        assertThat(record.getFields()).allSatisfy(field -> {
            Schema type = present(field.schema());
            if (field.name().endsWith("Ms")) {
                assertThat(type.getType()).as(field.name()).isEqualTo(Schema.Type.LONG);
                assertThat(type.getLogicalType()).as(field.name()).isNull();
                assertThat(field.doc()).contains("Unit: ms");
            }
            if (type.getLogicalType() != null) {
                boolean micros = type.getLogicalType() instanceof LogicalTypes.TimestampMicros;
                assertThat(field.name().equals("eventTime")).as(field.name()).isEqualTo(micros);
                assertThat(field.doc()).contains(micros ? "Unit: µs since" : "Unit: ms since");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("enums")
    @DisplayName("INV-48: every enum falls back to UNKNOWN, its last symbol")
    void everyEnumFallsBackToUnknown(Schema symbols) {
        assertThat(symbols.getEnumDefault()).as(symbols.getName()).isEqualTo("UNKNOWN");
        assertThat(symbols.getEnumSymbols()).last().isEqualTo("UNKNOWN");
        assertThat(symbols.getDoc()).as(symbols.getName()).isNotBlank();
    }

    private static Stream<Schema> records() {
        return named().filter(schema -> schema.getType() == Schema.Type.RECORD);
    }

    private static Stream<Schema> enums() {
        return named().filter(schema -> schema.getType() == Schema.Type.ENUM);
    }

    private static Stream<Schema> named() {
        Map<String, Schema> found = new LinkedHashMap<>();
        ContractSchemas.current().values().forEach(schema -> collect(schema, found));
        return found.values().stream();
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> assertThat(schema.getType()).isNotIn(Schema.Type.FLOAT, Schema.Type.DOUBLE);
        }
    }

    private static Schema present(Schema schema) {
        return schema.isNullable() && schema.getTypes().size() == 2
                ? schema.getTypes().get(1)
                : schema;
    }
}
