"""Writes lines of JSON ({topic, key, value}) to their topics, and prints where each went: write_events.py BOOTSTRAP REGISTRY

The partitioner is librdkafka's own, as whoever sets nothing gets it.
"""

import json
import sys

from confluent_kafka import Producer

from contract import Registry, encode


def main(bootstrap, registry_url):
    registry = Registry(registry_url)
    producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True})
    failures = []

    def delivered(error, message):
        if error is not None:
            failures.append(error)
        else:
            at = {"topic": message.topic(), "partition": message.partition(), "key": message.key().decode()}
            print(json.dumps(at))

    for line in sys.stdin:
        event = json.loads(line)
        value = encode(registry, event["topic"], event["value"])
        producer.produce(event["topic"], key=event["key"].encode(), value=value, on_delivery=delivered)
    unsent = producer.flush(30)
    if failures or unsent:
        raise RuntimeError(f"Expected every event to be acknowledged, but {unsent} were not, and {failures}")


main(*sys.argv[1:])
