/** https://github.com/warpstreamlabs/bento/blob/v1.20.0/resources/docker/Dockerfile; the fork of Benthos that is free software. */
export const CONNECTOR_IMAGE = 'ghcr.io/warpstreamlabs/bento:1.20.0';

/** A user that is not root; the image is one static program. */
export const CONNECTOR_USER = 10001;

/** Where it shows what it measures, and whether it is ready: https://warpstreamlabs.github.io/bento/docs/components/http/about */
export const CONNECTOR_PORT = 4195;

/** The port of brokers inside a cluster: https://strimzi.io/docs/operators/latest/deploying#configuring-kafka-listeners-str */
export const KAFKA_PORT = 9093;

/** The newest that Strimzi 1.2.0 runs: https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/kafka-versions.yaml */
export const KAFKA_VERSION = '4.3.1';

/** How many brokers there are, each with a copy of what is sent; two of them have to have it before it is taken for sent. */
export const BROKERS = 3;

/** Hours for which what was set aside is kept. */
export const DEAD_LETTER_HOURS = 14 * 24;

/** How Kafka writes what its controllers agree on: https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/packaging/examples/kafka/kafka-persistent.yaml */
export const KAFKA_METADATA = '4.3-IV0';
