package io.github.certpulse.intake.storing;

import io.github.certpulse.intake.stored.ResponseRepository.FirstSubmission;
import io.github.certpulse.intake.storing.ResponseWriter.Row;
import io.github.certpulse.platform.database.Retries;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import io.github.certpulse.survey.questionnaire.Role;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// Stores responses with their contacts. Responses that wait share a statement and a commit, see [Batching]; a batch
/// without contacts and caps takes one statement that commits by itself: one round trip.
@Singleton
public class ResponseStore {
    /// The most batches of a campaign that are under way at the same time.
    public static final int MAX_AT_ONCE = 2;

    private final Database database;
    private final Retries retries;
    private final Ids ids;
    private final ResponseWriter writer;
    private final ExecutorService threads;
    private final DistributionSummary sizes;
    private final Map<Queue, Batching<Row, Supplier<Outcome>>> queues = new ConcurrentHashMap<>();

    /// @param threads of the system, because they wait for the database with fewer switches than virtual ones
    ResponseStore(
            Database database,
            Retries retries,
            Ids ids,
            @Named(TaskExecutors.IO) ExecutorService threads,
            MeterRegistry metrics) {
        this.database = database;
        this.retries = retries;
        this.threads = threads;
        this.ids = ids;
        this.writer = new ResponseWriter(database, retries);
        this.sizes = DistributionSummary.builder("certpulse.submissions.batch")
                .description("Responses that were stored together")
                .register(metrics);
    }

    /// The outcome of storing a response.
    public sealed interface Outcome {
        /// Committed.
        record Stored() implements Outcome {}

        /// The id is stored already.
        record Known(FirstSubmission first) implements Outcome {}

        /// The person has answered already for this school, role and certificate.
        record AlreadyAnswered() implements Outcome {}

        /// No place under the cap is left.
        record Full() implements Outcome {}

        /// The campaign has changed since the sheet was checked.
        record Stale() implements Outcome {}
    }

    /// Responses that wait together. Campaigns do not wait for each other, because a change of one locks it. Places
    /// under caps are taken for one role at a time.
    private record Queue(long campaign, Optional<Role> role) {
        static Queue of(NewResponse response) {
            return new Queue(
                    response.campaign().id(),
                    response.cap().isPresent() ? Optional.of(response.scope().role()) : Optional.empty());
        }
    }

    /// Stores a response with its contact, or nothing. Completes after the commit, or with a [DataAccessException] if
    /// the database is not available: the outcome is unknown then, and the client must try again.
    public CompletionStage<Outcome> store(NewResponse response) {
        return queues
                .computeIfAbsent(
                        Queue.of(response),
                        _ -> new Batching<>(MAX_AT_ONCE, ResponseStatements::rows, this::storeBatch))
                .askLater(new Row(response), threads)
                .thenApply(Supplier::get);
    }

    private List<Supplier<Outcome>> storeBatch(List<Row> rows) {
        sizes.record(rows.size());
        rows.forEach(row -> row.number(ids));
        return ResponseBatch.store(writer, retries, ids, rows);
    }

    /// Stores responses of one campaign in this order, all of them or none. A duplicate is an exception.
    ///
    /// @throws IllegalStateException if the campaign has caps, or has changed since the sheets were checked
    public void storeAll(List<NewResponse> responses) {
        if (!responses.isEmpty() && responses.getFirst().campaign().hasCaps()) {
            throw new IllegalStateException("Many responses can only be stored for a campaign without caps");
        }
        try {
            retries.inOneRequest(() -> database.inTransaction(connection -> insertAll(connection, responses)));
        } catch (DataAccessException refused) {
            throw ResponseWriter.isStale(refused)
                    ? new IllegalStateException("The campaign has changed since the sheets were checked", refused)
                    : refused;
        }
    }

    private boolean insertAll(SqlConnection connection, List<NewResponse> responses) {
        for (var from = 0; from < responses.size(); from += ResponseStatements.MAX_ROWS) {
            var to = Math.min(from + ResponseStatements.MAX_ROWS, responses.size());
            var rows = responses.subList(from, to).stream().map(Row::new).toList();
            rows.forEach(row -> row.number(ids));
            ResponseWriter.changes(rows).forEach(connection::update);
        }
        connection.commit();
        return true;
    }
}
