package io.sessionfold.contract;

import io.sessionfold.wire.RegisteredForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;

/** The schemas of the contract: the current ones, from the generated records, and those of each released version. */
final class ContractSchemas {
    /** The version whose folder follows the current schemas, e.g. 0.1.0 for 0.1.0-SNAPSHOT. */
    static final String VERSION = System.getProperty("sessionfold.version").replace("-SNAPSHOT", "");

    private static final Path MODULE = Path.of(System.getProperty("basedir"));
    private static final Path SOURCES = MODULE.resolve("src/main/avro");
    private static final Path RELEASED = MODULE.resolve("released");
    private static final String SUFFIX = ".avsc";

    private ContractSchemas() {}

    /** The records at the top of the source folder, each with everything that it uses inlined, by name. */
    static Map<String, Schema> current() {
        Map<String, Schema> schemas = new TreeMap<>();
        for (Path file : files(SOURCES)) {
            String name = name(file);
            schemas.put(name, RegisteredForm.of(SpecificData.get().getSchema(generated(name))));
        }
        return schemas;
    }

    static List<String> releasedVersions() {
        return list(RELEASED).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    static Map<String, Schema> released(String version) throws IOException {
        Map<String, Schema> schemas = new TreeMap<>();
        for (Path file : files(RELEASED.resolve(version))) {
            schemas.put(name(file), new Schema.Parser().parse(Files.readString(file)));
        }
        return schemas;
    }

    /** Makes the folder of this version what the current schemas are. */
    static void rewriteThisVersion() throws IOException {
        Path folder = Files.createDirectories(RELEASED.resolve(VERSION));
        for (Path stale : files(folder)) {
            Files.delete(stale);
        }
        for (Map.Entry<String, Schema> entry : current().entrySet()) {
            Files.writeString(folder.resolve(entry.getKey() + SUFFIX), text(entry.getValue()));
        }
    }

    /** What keeps a reader from reading what a writer wrote; empty if nothing does. */
    static List<String> incompatibilities(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
    }

    /** A schema as its file shows it. */
    static String text(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema) + "\n";
    }

    private static Class<?> generated(String name) {
        try {
            return Class.forName(ContractSchemas.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Expected " + name + SUFFIX + " to have a generated record", e);
        }
    }

    private static List<Path> files(Path folder) {
        return list(folder).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("Expected " + folder + " to be a folder that can be read", e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(SUFFIX, "");
    }
}
