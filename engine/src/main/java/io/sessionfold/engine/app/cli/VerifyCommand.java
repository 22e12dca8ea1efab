package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.app.EngineVerification.Question;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.ServedList;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Folds the log again, and compares with everything that was published and everything that is live. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Fold the log again, and compare: every record that was published, each exactly once and in order; the live"
                    + " states and counts; and what the published records promise by themselves.",
            "It reads beside a running engine and writes nothing. What the engine folds after it began is not judged.",
            "With --url the rows that this engine serves are compared too; it has to serve all of its tenant's to whoever"
                    + " asks."
        },
        footer = {
            "",
            "Exit codes: 0 everything follows from the log, 1 something does not, 2 usage, 3 Kafka or the registry did not"
                    + " answer."
        })
final class VerifyCommand extends PrintingCommand {

    private static final String URL = "--url";

    @Mixin
    private ScopeOptions whose = new ScopeOptions();

    @Option(
            names = "--published-only",
            description = "Compare the published topics alone, of an engine that rests: for a copy of the topics.")
    private boolean publishedOnly;

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    int run() {
        Scope scope = whose.scope();
        boolean isAsked = isGiven(URL);
        ServedList served =
                isAsked ? new ServedSessions(engine.client(), scope).read(whose.tenantId()) : ServedList.NONE;
        Question question = new Question(scope, publishedOnly, served, checkpoint.choice());
        EngineVerification verification = new EngineVerification(cluster.settings());
        Report report = ProgressBar.during(
                () -> verification.run(question), err(), verification::folded, verification::records);
        PrintWriter out = out();
        if (isJson()) {
            out.println(ReportJson.of(report));
        } else {
            ReportText.print(report, out);
        }
        return report.holds() ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
    }
}
