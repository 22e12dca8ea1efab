package io.sessionfold.tests.container;

import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** What containers run on, if there is anything. */
public final class Docker {

    /** Kafka's own image, of the version that the engine's clients are. */
    private static final String PUBLIC_IMAGE = "apache/kafka";

    /** The name of another image that keeps to its ways, as a property or in the environment. */
    private static final String IMAGE_PROPERTY = "sessionfold.kafka.image";

    private static final String IMAGE_VARIABLE = "KAFKA_IMAGE";

    private Docker() {}

    /** Why there are no containers here; nothing where there are. */
    public static Optional<String> absence() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("Expected Docker for a broker in a container, but neither DOCKER_HOST nor the usual"
                        + " sockets lead to one; .ci/run brings its own");
    }

    static DockerImageName kafkaImage() {
        String asked = System.getProperty(IMAGE_PROPERTY, System.getenv(IMAGE_VARIABLE));
        String image = Objects.requireNonNullElseGet(asked, () -> PUBLIC_IMAGE + ":" + AppInfoParser.getVersion());
        return DockerImageName.parse(image).asCompatibleSubstituteFor(PUBLIC_IMAGE);
    }
}
