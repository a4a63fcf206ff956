package io.github.certpulse.intake.response;

import io.github.certpulse.intake.response.SheetAnswer.Refused;
import io.github.certpulse.intake.response.SheetArray.IdentifiedSheet;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.submission.Attempt;
import io.github.certpulse.intake.submission.SubmissionResult;
import io.github.certpulse.intake.submission.Submissions;
import io.github.certpulse.intake.submission.SubmittedSheet;
import io.github.certpulse.platform.body.BodyLimit;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/// Hands sheets in, measures how long that takes, and answers them.
@Singleton
class SheetAnswers {
    private final Submissions submissions;
    private final ProblemHandler problems;
    private final MeterRegistry metrics;
    private final Duration patience;
    private final ExecutorService blocking;
    private final Map<Class<?>, Timer> timers = new ConcurrentHashMap<>();

    /// @param patience how long a sheet of several waits for its turn
    SheetAnswers(
            Submissions submissions,
            ProblemHandler problems,
            MeterRegistry metrics,
            @Property(name = "sheets.patience") Duration patience,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.submissions = submissions;
        this.problems = problems;
        this.metrics = metrics;
        this.patience = patience;
        this.blocking = blocking;
    }

    /// The answer to a sheet that comes alone. Completes with an exception where nobody knows the outcome.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `malformed`
    CompletionStage<SheetAnswer> answer(Sender sender, UUID id, byte[] body) {
        var timer = Timer.start(metrics);
        return submissions.submit(new Attempt(sender, id, SubmittedSheet.read(body))).thenApply(result -> {
            timer.stop(timers.computeIfAbsent(result.getClass(), _ -> timer(result)));
            return SheetAnswer.from(result);
        });
    }

    /// The answers to several sheets, in their order. Each is handed in once the one before is answered, so that they
    /// mean the same as one request after another; sheets of other people are stored together with each of them. No
    /// sheet holds up those behind it, whatever is wrong with it.
    ///
    /// If the database is so slow that the turn of a sheet comes too late, it is not tried, because clients do not wait
    /// forever. They must send it again.
    CompletionStage<List<SheetAnswer>> inOrder(HttpRequest<?> request, Sender sender, List<IdentifiedSheet> sheets) {
        var began = System.nanoTime();
        CompletionStage<List<SheetAnswer>> answers = CompletableFuture.completedFuture(new ArrayList<>());
        for (var sheet : sheets) {
            answers = answers.thenCompose(before -> inTurn(request, sender, sheet, began).thenApply(answer -> {
                before.add(answer);
                return before;
            }));
        }
        return answers;
    }

    private CompletionStage<SheetAnswer> inTurn(
            HttpRequest<?> request,
            Sender sender,
            IdentifiedSheet sheet,
            long began) {
        return CompletableFuture.completedFuture(sheet)
                .thenComposeAsync(_ -> ofSeveral(sender, sheet, began), blocking)
                .exceptionally(failure -> new Refused(problems.toProblem(request, failure)));
    }

    private CompletionStage<SheetAnswer> ofSeveral(Sender sender, IdentifiedSheet sheet, long began) {
        if (System.nanoTime() - began > patience.toNanos()) {
            throw ProblemHandler.unavailable();
        }
        if (sheet.body().length > BodyLimit.FORM.bytes()) {
            throw BodyLimit.FORM.exceeded();
        }
        return answer(sender, sheet.id(), sheet.body());
    }

    private Timer timer(SubmissionResult result) {
        return metrics.timer("certpulse.submissions", "outcome", result.outcome());
    }
}
