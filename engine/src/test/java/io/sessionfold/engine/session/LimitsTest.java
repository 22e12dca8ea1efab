package io.sessionfold.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text and every list of every payload has a limit: nothing that a producer writes grows a state without bound. */
final class LimitsTest {

    private static final String HUGE = "x".repeat(5_000);

    private static final Envelope ENVELOPE = new Envelope(
            "e-1", new SessionKey("acme", "s-1"), null, "gw-1", null, null, 0, null, EventSource.GATEWAY, null);

    private static final Map<Class<?>, Object> SMALL = Map.of(
            String.class,
            "x",
            List.class,
            List.of(),
            Set.class,
            Set.of(),
            SortedMap.class,
            Collections.emptySortedMap(),
            boolean.class,
            false,
            long.class,
            0L,
            int.class,
            0,
            RunOwner.class,
            new RunOwner(null, null, null),
            Requester.class,
            new Requester(null, null, null, false));

    /** Of a payload that this version does not know there is only the name, and it is refused with it. */
    static Stream<Class<?>> payloads() {
        return Arrays.stream(SessionEvent.class.getPermittedSubclasses())
                .filter(type -> type != SessionEvent.Unrecognised.class);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    @DisplayName("INV-46: a payload within its limits is taken")
    void aPayloadWithinItsLimitsIsTaken(Class<?> payload) {
        assertThat(Limits.violatedBy(ENVELOPE, with(payload, null))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    @DisplayName("INV-46: what is too large is named, whichever field it is")
    void whatIsTooLargeIsNamed(Class<?> payload) {
        for (RecordComponent field : payload.getRecordComponents()) {
            if (isText(field)) {
                assertThat(Limits.violatedBy(ENVELOPE, with(payload, field.getName())))
                        .as("%s.%s", payload.getSimpleName(), field.getName())
                        .hasValueSatisfying(
                                violation -> assertThat(violation).startsWith("Expected " + field.getName()));
            }
        }
    }

    private static boolean isText(RecordComponent field) {
        Set<Class<?>> collections = Set.of(List.class, Set.class, SortedMap.class);
        return field.getType() == String.class
                || (collections.contains(field.getType())
                        && field.getGenericType().getTypeName().contains("String"));
    }

    private static SessionEvent with(Class<?> payload, @Nullable String hugeField) {
        RecordComponent[] fields = payload.getRecordComponents();
        Class<?>[] types = Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(fields)
                .map(field -> field.getName().equals(hugeField) ? huge(field.getType()) : small(field.getType()))
                .toArray();
        try {
            var constructor = payload.getDeclaredConstructor(types);
            return (SessionEvent) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Expected to make a " + payload.getSimpleName(), e);
        }
    }

    private static Object huge(Class<?> type) {
        if (type == String.class) {
            return HUGE;
        }
        List<String> many = IntStream.range(0, 5_000).mapToObj(n -> "n" + n).toList();
        if (type == List.class) {
            return many;
        }
        if (type == Set.class) {
            return new TreeSet<>(many);
        }
        SortedMap<String, String> map = new TreeMap<>();
        many.forEach(name -> map.put(name, name));
        return map;
    }

    private static @Nullable Object small(Class<?> type) {
        return type.isEnum() ? type.getEnumConstants()[0] : SMALL.get(type);
    }
}
