"""Prints the committed records of topics as lines of JSON: read_topics.py BOOTSTRAP REGISTRY TOPIC..."""

import json
import sys

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

from contract import Registry, decode


def records(consumer, topics):
    """Every record up to what is committed now."""
    known = consumer.list_topics(timeout=30).topics
    left = {(topic, partition) for topic in topics for partition in known[topic].partitions}
    consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for topic, partition in left])
    while left:
        message = consumer.poll(30)
        if message is None:
            raise TimeoutError(f"Expected the ends of {sorted(left)} within 30 s, but they were not reached")
        if message.error() is None:
            yield message
        elif message.error().code() == KafkaError._PARTITION_EOF:
            left.discard((message.topic(), message.partition()))
        else:
            raise RuntimeError(message.error())


def main(bootstrap, registry_url, *topics):
    registry = Registry(registry_url)
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": "a group that commits nothing",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
        "enable.partition.eof": True,
    })
    for message in records(consumer, topics):
        print(json.dumps({
            "at": f"{message.topic()}-{message.partition()}@{message.offset()}",
            "key": message.key().decode(),
            "value": decode(registry, message.value()),
        }))
    consumer.close()


main(*sys.argv[1:])
