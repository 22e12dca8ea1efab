# The engine alone: what a cluster runs. The embedded broker of demo and dev is not in it.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q -pl engine -am -DskipTests package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/sessionfold sessionfold
COPY --from=build /src/engine/target/lib /opt/sessionfold/lib
COPY --from=build /src/engine/target/engine-0.1.0-SNAPSHOT.jar /opt/sessionfold/lib/
USER sessionfold
ENV SESSIONFOLD_STATE_DIR=/var/lib/sessionfold/state
EXPOSE 8480
# java is process 1, so that SIGTERM reaches it and the stores are closed cleanly.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-cp", "/opt/sessionfold/lib/*", "io.sessionfold.engine.app.cli.Main"]
CMD ["serve"]
