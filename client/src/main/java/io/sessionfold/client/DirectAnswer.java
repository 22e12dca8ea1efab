package io.sessionfold.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What a session, or the control plane for it, answered; any status is a value. */
public final class DirectAnswer {

    private final Answer answer;
    private final boolean routed;

    DirectAnswer(Answer answer, boolean routed) {
        this.answer = answer;
        this.routed = routed;
    }

    public int status() {
        return answer.status();
    }

    public HttpHeaders headers() {
        return answer.headers();
    }

    public byte[] body() {
        return answer.body().bytes().clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }

    /** Whether the session itself answered, and not the control plane. */
    public boolean isRouted() {
        return routed;
    }
}
