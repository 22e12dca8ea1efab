"""Sessionfold's wire format and JSON form in Python: Debian's python3-avro, and the registry over plain HTTP.

A value in a topic is 0x00, the schema's id as four big-endian bytes, and an Avro body (INV-48). In JSON, times are
ISO-8601, bytes hexadecimal, and where a field holds one of several records, "type" beside it names which.
"""

import datetime
import io
import json
import struct
import urllib.request

import avro.io
import avro.schema

FRAME = struct.Struct(">bI")


class Registry:
    """The schemas of a registry, each fetched once."""

    def __init__(self, url):
        self.url = url
        self.schemas = {}
        self.subjects = {}

    def schema(self, schema_id):
        if schema_id not in self.schemas:
            self.schemas[schema_id] = avro.schema.parse(self._get(f"/schemas/ids/{schema_id}")["schema"])
        return self.schemas[schema_id]

    def latest(self, topic):
        if topic not in self.subjects:
            answer = self._get(f"/subjects/{topic}-value/versions/latest")
            self.subjects[topic] = (answer["id"], avro.schema.parse(answer["schema"]))
        return self.subjects[topic]

    def _get(self, path):
        with urllib.request.urlopen(self.url + path) as answer:
            return json.load(answer)


def decode(registry, framed):
    """What a value in a topic says, as JSON; None for a tombstone."""
    if framed is None:
        return None
    magic, schema_id = FRAME.unpack_from(framed)
    if magic != 0:
        raise ValueError(f"Expected a value to begin with 0x00, but it began with {magic:#04x}")
    body = io.BytesIO(framed[FRAME.size:])
    schema = registry.schema(schema_id)
    value = JsonReader(schema, schema).read(avro.io.BinaryDecoder(body))
    if body.read(1):
        raise ValueError("Expected a body to end with its last field, but more bytes followed")
    return value


def encode(registry, topic, value):
    """The bytes of a value, under the newest schema of its topic."""
    schema_id, schema = registry.latest(topic)
    body = io.BytesIO()
    JsonWriter(schema).write(value, avro.io.BinaryEncoder(body))
    return FRAME.pack(0, schema_id) + body.getvalue()


def is_choice(schema):
    return schema.type == "union" and sum(branch.type != "null" for branch in schema.schemas) > 1


class JsonReader(avro.io.DatumReader):
    def read_record(self, writers_schema, readers_schema, decoder):
        record = {}
        for field in writers_schema.fields:
            if is_choice(field.type):
                branch = field.type.schemas[decoder.read_long()]
                record["type"] = None if branch.type == "null" else branch.name
                record[field.name] = self.read_data(branch, branch, decoder)
            else:
                record[field.name] = self.read_data(field.type, field.type, decoder)
        return record

    def read_data(self, writers_schema, readers_schema, decoder):
        value = super().read_data(writers_schema, readers_schema, decoder)
        if isinstance(value, datetime.datetime):
            return iso(value)
        return value.hex() if isinstance(value, bytes) else value


class JsonWriter(avro.io.DatumWriter):
    def write(self, datum, encoder):
        self.write_data(self.writers_schema, datum, encoder)

    def write_record(self, writers_schema, datum, encoder):
        for field in writers_schema.fields:
            value = datum[field.name]
            if is_choice(field.type):
                names = [branch.name for branch in field.type.schemas]
                encoder.write_long(names.index(datum["type"]))
                self.write_data(field.type.schemas[names.index(datum["type"])], value, encoder)
            else:
                self.write_data(field.type, value, encoder)

    def write_union(self, writers_schema, datum, encoder):
        index = [branch.type == "null" for branch in writers_schema.schemas].index(datum is None)
        encoder.write_long(index)
        self.write_data(writers_schema.schemas[index], datum, encoder)

    def write_data(self, writers_schema, datum, encoder):
        if getattr(writers_schema, "logical_type", None) in ("timestamp-micros", "timestamp-millis"):
            datum = datetime.datetime.fromisoformat(datum.replace("Z", "+00:00"))
        elif writers_schema.type == "bytes":
            datum = bytes.fromhex(datum)
        super().write_data(writers_schema, datum, encoder)


def iso(time):
    """A time with as many groups of three digits behind the second as it needs."""
    whole = time.strftime("%Y-%m-%dT%H:%M:%S")
    if time.microsecond == 0:
        return whole + "Z"
    if time.microsecond % 1000 == 0:
        return f"{whole}.{time.microsecond // 1000:03}Z"
    return f"{whole}.{time.microsecond:06}Z"
