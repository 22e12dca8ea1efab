# The engine alone: what a cluster runs. The embedded broker of demo and dev is not in it.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q -pl engine -am -DskipTests package

FROM eclipse-temurin:17-jre
# Nobody: no password, no shell, and by number, so that Kubernetes can see that it is not root (runAsNonRoot).
RUN groupadd --system --gid 10001 sessionfold \
 && useradd --system --uid 10001 --gid 10001 --shell /usr/sbin/nologin --no-create-home \
    --home-dir /var/lib/sessionfold sessionfold \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/sessionfold
# Belongs to root: who breaks into the process cannot change what it runs.
COPY --from=build /src/engine/target/lib /opt/sessionfold/lib
COPY --from=build /src/engine/target/engine-0.1.0-SNAPSHOT.jar /opt/sessionfold/lib/
USER 10001:10001
ENV SESSIONFOLD_STATE_DIR=/var/lib/sessionfold/state
# The stores. The one other place that is written is /tmp: native libraries unpack themselves there and are run from it,
# so with a read-only root it has to be a tmpfs with exec.
VOLUME /var/lib/sessionfold
EXPOSE 8480
# java is process 1, so that SIGTERM reaches it and the stores are closed cleanly.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:-UsePerfData", "-cp", "/opt/sessionfold/lib/*", "io.sessionfold.engine.app.cli.Main"]
CMD ["serve"]
