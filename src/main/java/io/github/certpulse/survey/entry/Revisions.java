package io.github.certpulse.survey.entry;

import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// The current revisions of campaigns. Every request for a code asks for one, so simultaneous requests share a query;
/// it begins after each of them, so that a change of a campaign shows in the next request.
@Singleton
class Revisions {
    private static final int QUERIES_AT_ONCE = 1;
    private static final int MAX_AT_ONCE = 256;
    private final Batching<Long, Optional<Integer>> queries;
    private final ExecutorService threads;

    Revisions(Database database, @Named(TaskExecutors.IO) ExecutorService threads) {
        this.queries = new Batching<>(QUERIES_AT_ONCE, MAX_AT_ONCE, campaigns -> find(database, campaigns));
        this.threads = threads;
    }

    /// A campaign's revision; empty if the campaign does not exist.
    Optional<Integer> of(long campaignId) {
        return queries.ask(campaignId);
    }

    /// The same without waiting.
    CompletionStage<Optional<Integer>> later(long campaignId) {
        return queries.askLater(campaignId, threads);
    }

    private static List<Optional<Integer>> find(Database database, List<Long> campaigns) {
        var ids = NumberList.from(new HashSet<>(campaigns));
        var found = new HashMap<Long, Integer>();
        database.list(
                row -> found.put(row.getLong("id"), row.getInt("revision")),
                "select id, revision from campaign where id in " + ids.sql(),
                ids.values().toArray());
        return campaigns.stream().map(campaign -> Optional.ofNullable(found.get(campaign))).toList();
    }
}
