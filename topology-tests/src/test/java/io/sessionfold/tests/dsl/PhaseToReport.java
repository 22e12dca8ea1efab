package io.sessionfold.tests.dsl;

import io.sessionfold.contract.Phase;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.tests.driver.Day;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The words for a controller's report; what it does not say is absent. */
public record PhaseToReport(String text, Phase phase, Fill<PhaseReported.Builder> report) implements Writing {

    static PhaseToReport of(Phase phase) {
        return new PhaseToReport("phaseReported(" + Symbol.of(phase) + ")", phase, (report, day) -> {});
    }

    public PhaseToReport withUrl(String url) {
        return with("withUrl(\"" + url + "\")", (report, day) -> report.setUrl(url));
    }

    public PhaseToReport withPod(String podName) {
        return with("withPod(\"" + podName + "\")", (report, day) -> report.setPodName(podName));
    }

    public PhaseToReport because(String reason) {
        return with("because(\"" + reason + "\")", (report, day) -> report.setReason(reason));
    }

    public PhaseToReport saying(String message) {
        return with("saying(\"" + message + "\")", (report, day) -> report.setMessage(message));
    }

    public PhaseToReport onGeneration(long generation) {
        return with("onGeneration(" + generation + ")", (report, day) -> report.setObservedGeneration(generation));
    }

    public PhaseToReport withExitCode(int code) {
        return with("withExitCode(" + code + ")", (report, day) -> report.setExitCode(code));
    }

    public PhaseToReport ofMember(String memberId) {
        return with("ofMember(\"" + memberId + "\")", (report, day) -> report.setMemberId(memberId));
    }

    public PhaseToReport clearing(String field) {
        return with("clearing(\"" + field + "\")", (report, day) -> report.setCleared(List.of(field)));
    }

    @Override
    public EventToWrite event() {
        return EventToWrite.of(text, null, this::payload);
    }

    @Override
    public String toString() {
        return text;
    }

    private SpecificRecord payload(Day day) {
        PhaseReported.Builder reported =
                PhaseReported.newBuilder().setPhase(phase).setCleared(List.of());
        report.fill(reported, day);
        return reported.build();
    }

    private PhaseToReport with(String word, Fill<PhaseReported.Builder> more) {
        return new PhaseToReport(text + "." + word, phase, report.then(more));
    }
}
