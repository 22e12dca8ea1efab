package io.sessionfold.engine.codec;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.session.HeldEvent;
import io.sessionfold.engine.session.Position;

/**
 * Held events inside a stored session. They stand there as bytes: a state that nests the whole event union could not use
 * Avro's generated coders, and every event of every session would pay for what few ever hold.
 */
final class HeldEvents {

    private HeldEvents() {}

    static byte[] write(HeldEvent held) {
        return format().write(EventCodec.write(held.envelope(), held.payload()));
    }

    static HeldEvent read(byte[] event, long recordTimeMs, Position position) {
        LifecycleEvent read = format().read(event);
        return new HeldEvent(EventCodec.envelope(read), EventCodec.payload(read), recordTimeMs, position);
    }

    private static StateFormat<LifecycleEvent> format() {
        return new StateFormat<>(LifecycleEvent.class, LifecycleEvent.getClassSchema());
    }
}
