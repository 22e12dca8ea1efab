package io.sessionfold.engine.query;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of sessions-changed that somebody wants. Not thread-safe. */
final class ChangeRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRecords.class);

    private final RecordReader<SessionRow> rows;

    ChangeRecords(WriterSchemas schemas) {
        this.rows = new RecordReader<>(SessionRow.class, schemas);
    }

    /** The change in a record; empty if its tenant is none of those wanted: their rows are not even decoded (INV-38). */
    Optional<LoggedChange> read(ConsumerRecord<byte[], byte[]> record, Predicate<String> wantsTenant) {
        return Optional.ofNullable(record.key())
                .flatMap(bytes -> SessionKey.parse(new String(bytes, StandardCharsets.UTF_8)))
                .filter(key -> wantsTenant.test(key.tenantId()))
                .map(key -> change(key, record));
    }

    private LoggedChange change(SessionKey key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new LoggedChange(record.partition(), record.offset(), key, null, true);
        }
        Decoded<SessionRow> decoded = rows.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<SessionRow> row) {
            return new LoggedChange(record.partition(), record.offset(), key, row.value(), false);
        }
        LOG.atError()
                .addKeyValue("position", record.topic() + '-' + record.partition() + '@' + record.offset())
                .log("A change cannot be read; its readers are told to list again");
        return new LoggedChange(record.partition(), record.offset(), key, null, false);
    }
}
