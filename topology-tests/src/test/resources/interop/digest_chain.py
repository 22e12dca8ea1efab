"""Recomputes the history digests of a log (INV-45) and prints each step as a line of JSON: digest_chain.py BOOTSTRAP REGISTRY

Written from docs/audit.md alone: it shares no line with the engine. Avro is needed only to tell the few events after which
a chain begins anew; the digest itself is over the bytes as they stand in the topic.
"""

import hashlib
import io
import json
import struct
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import OFFSET_BEGINNING, TIMESTAMP_NOT_AVAILABLE, Consumer, KafkaError, TopicPartition

EVENTS = "sessionfold.events"
REJECTED = "sessionfold.rejected-events"
DEAD = "sessionfold.dead-letters"
FRAME = struct.Struct(">bI")
NOTHING = bytes(32)
PRIMITIVE = {"null", "boolean", "int", "long", "float", "double", "bytes", "string"}
ENDINGS = {"PROVISIONAL", "GRAVESTONE"}


def canonical(schema, namespace=""):
    """The parsing canonical form of a schema, as Avro's specification has it."""
    if isinstance(schema, list):
        return "[" + ",".join(canonical(branch, namespace) for branch in schema) + "]"
    if isinstance(schema, str):
        return json.dumps(schema if schema in PRIMITIVE else full(schema, namespace))
    kind = schema["type"]
    if isinstance(kind, (dict, list)):
        return canonical(kind, namespace)
    if kind == "array":
        return '{"type":"array","items":' + canonical(schema["items"], namespace) + "}"
    if kind == "map":
        return '{"type":"map","values":' + canonical(schema["values"], namespace) + "}"
    if kind not in ("record", "enum", "fixed"):
        return canonical(kind, namespace)
    name = full(schema["name"], schema.get("namespace", namespace))
    head = f'{{"name":{json.dumps(name)},"type":{json.dumps(kind)},'
    if kind == "enum":
        return head + '"symbols":[' + ",".join(json.dumps(symbol) for symbol in schema["symbols"]) + "]}"
    if kind == "fixed":
        return head + f'"size":{int(schema["size"])}}}'
    inner = name.rpartition(".")[0]
    fields = (
        f'{{"name":{json.dumps(field["name"])},"type":{canonical(field["type"], inner)}}}' for field in schema["fields"]
    )
    return head + '"fields":[' + ",".join(fields) + "]}"


def full(name, namespace):
    return name if "." in name or not namespace else f"{namespace}.{name}"


def murmur2(data):
    """Kafka's partitioning hash."""
    mask, multiplier = 0xFFFFFFFF, 0x5BD1E995
    hashed = (0x9747B28C ^ len(data)) & mask
    whole = len(data) // 4 * 4
    for at in range(0, whole, 4):
        word = int.from_bytes(data[at:at + 4], "little") * multiplier & mask
        word = (word ^ word >> 24) * multiplier & mask
        hashed = hashed * multiplier & mask ^ word
    if len(data) > whole:
        hashed = (hashed ^ int.from_bytes(data[whole:], "little")) * multiplier & mask
    hashed = (hashed ^ hashed >> 13) * multiplier & mask
    return hashed ^ hashed >> 15


class Schemas:
    """What a registry says of a schema id: the parsed schema, and the 32-byte fingerprint."""

    def __init__(self, url):
        self.url = url
        self.known = {}

    def of(self, schema_id):
        if schema_id not in self.known:
            with urllib.request.urlopen(f"{self.url}/schemas/ids/{schema_id}") as answer:
                text = json.load(answer)["schema"]
            fingerprint = hashlib.sha256(canonical(json.loads(text)).encode()).digest()
            self.known[schema_id] = (avro.schema.parse(text), fingerprint)
        return self.known[schema_id]


def decode(schemas, value):
    _, schema_id = FRAME.unpack_from(value)
    schema, _ = schemas.of(schema_id)
    return avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[FRAME.size:])))


def records(bootstrap, topic):
    """The committed records of a topic, those of a partition in order."""
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": "a group that commits nothing",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
        "enable.partition.eof": True,
    })
    left = set(consumer.list_topics(topic, timeout=30).topics[topic].partitions)
    count = len(left)
    consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in left])
    while left:
        message = consumer.poll(30)
        if message is None:
            raise TimeoutError(f"Expected the end of {topic} within 30 s, but it was not reached")
        if message.error() is None:
            yield message, count
        elif message.error().code() == KafkaError._PARTITION_EOF:
            left.discard(message.partition())
        else:
            raise RuntimeError(message.error())
    consumer.close()


def positions(bootstrap, schemas, topic):
    """The events that a topic's records are about."""
    found = set()
    for message, _ in records(bootstrap, topic):
        at = decode(schemas, message.value())["position"]
        if at["topic"] == EVENTS:
            found.add((at["partition"], at["offset"]))
    return found


def main(bootstrap, registry_url):
    schemas = Schemas(registry_url)
    refused = positions(bootstrap, schemas, REJECTED)
    dead = positions(bootstrap, schemas, DEAD)
    chains = {}
    for message, partitions in records(bootstrap, EVENTS):
        at = (message.partition(), message.offset())
        key, value = message.key(), message.value()
        if at in dead or (murmur2(key) & 0x7FFFFFFF) % partitions != message.partition():
            continue
        kind, recorded = message.timestamp()
        if kind == TIMESTAMP_NOT_AVAILABLE:
            raise ValueError(f"Expected every event to have a record time, but {at} has none")
        payload = decode(schemas, value)["payload"]
        is_lapse = "deadlineAt" in payload
        if is_lapse and key not in chains:
            continue
        _, schema_id = FRAME.unpack_from(value)
        _, fingerprint = schemas.of(schema_id)
        chain = hashlib.sha256(chains.get(key, NOTHING))
        chain.update(struct.pack(">q", recorded))
        chain.update(fingerprint)
        chain.update(value[FRAME.size:])
        chains[key] = chain.digest()
        print(json.dumps({"at": f"{EVENTS}-{at[0]}@{at[1]}", "key": key.decode(), "digest": chains[key].hex()}))
        if is_lapse and payload["kind"] in ENDINGS and at not in refused:
            del chains[key]


main(*sys.argv[1:])
