package io.sessionfold.engine.peer;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.query.ApplicationPart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a list of applications on its way from one instance to another.
 *
 * <p>Bytes, as {@link DataOutputStream} writes them: the number of applications (int32); for each its id (UTF), the length
 * of its state (int32) and the state; the id behind which there is more (UTF, empty for none).
 */
public final class ApplicationPartForm {

    private static final ThreadLocal<ApplicationCodec> CODEC = ThreadLocal.withInitial(ApplicationCodec::new);

    private ApplicationPartForm() {}

    public static byte[] write(ApplicationPart part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(part.applications().size());
            for (Application application : part.applications()) {
                byte[] state = CODEC.get().encode(application);
                out.writeUTF(application.key().applicationId());
                out.writeInt(state.length);
                out.write(state);
            }
            String next = part.next();
            out.writeUTF(next == null ? "" : next);
        } catch (IOException e) {
            throw new IllegalStateException("Expected memory to be written to, but it was not", e);
        }
        return bytes.toByteArray();
    }

    /** Reads a part of a tenant's applications; bytes that are none are an error. */
    public static ApplicationPart read(String tenantId, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Application> applications = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                ApplicationKey key = new ApplicationKey(tenantId, in.readUTF());
                applications.add(CODEC.get().decode(key, in.readNBytes(in.readInt())));
            }
            String next = in.readUTF();
            return new ApplicationPart(applications, next.isEmpty() ? null : next);
        } catch (IOException e) {
            throw new IllegalStateException("Expected the part of a list, but it ended early", e);
        }
    }
}
