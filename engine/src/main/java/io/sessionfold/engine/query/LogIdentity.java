package io.sessionfold.engine.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Which log a position is of: offsets of another cluster, or of a topic that was made anew, say nothing here.
 *
 * @param value the first 8 bytes of the SHA-256 of the cluster's id and the topics' ids
 */
public record LogIdentity(long value) {

    /** Nobody said which. */
    public static final LogIdentity UNSAID = new LogIdentity(0);

    /** The identity of the log in these topics of a cluster. */
    public static LogIdentity of(String clusterId, List<String> topicIds) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(clusterId.getBytes(StandardCharsets.UTF_8));
            topicIds.forEach(id -> digest.update(('/' + id).getBytes(StandardCharsets.UTF_8)));
            return new LogIdentity(ByteBuffer.wrap(digest.digest()).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 to be there, as every JDK has it", e);
        }
    }

    /** Whether a position of that log says something about this one. */
    public boolean takes(LogIdentity other) {
        return equals(other) || other.equals(UNSAID);
    }
}
