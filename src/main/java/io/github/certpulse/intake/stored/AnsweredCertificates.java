package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// For which certificates people have answered. Simultaneous questions share a query.
@Singleton
public class AnsweredCertificates {
    private static final int QUERIES_AT_ONCE = 1;
    private static final int MAX_AT_ONCE = 64;
    /// Conditions that are joined by `or` read one range of the key each. With `in`, not every version of the databases
    /// uses the key.
    private static final String ONE_PERSON = "(school_id = ? and role = ? and respondent = ?)";
    private final Batching<Person, Set<Long>> queries;
    private final ExecutorService threads;

    AnsweredCertificates(Database database, @Named(TaskExecutors.IO) ExecutorService threads) {
        this.queries = new Batching<>(QUERIES_AT_ONCE, MAX_AT_ONCE, people -> find(database, people));
        this.threads = threads;
    }

    /// A respondent of a school in a role.
    ///
    /// @param respondent the respondent within the campaign, 16 bytes
    private record Person(long school, String role, ByteBuffer respondent) {}

    /// The certificates that a respondent has answered for, by id.
    ///
    /// @param respondent the respondent within the campaign, 16 bytes
    public CompletionStage<Set<Long>> of(long school, Role role, byte[] respondent) {
        return queries.askLater(new Person(school, role.name(), ByteBuffer.wrap(respondent)), threads);
    }

    private static List<Set<Long>> find(Database database, List<Person> people) {
        var answered = new HashMap<Person, Set<Long>>();
        // The last person is repeated until their count is a power of two, so that there are few different statements.
        var size = Math.max(1, Integer.highestOneBit(people.size() - 1) << 1);
        var values = new ArrayList<Object>(3 * size);
        for (var i = 0; i < size; i++) {
            var person = people.get(Math.min(i, people.size() - 1));
            Collections.addAll(values, person.school(), person.role(), person.respondent().array());
        }
        database.list(
                row -> answered
                        .computeIfAbsent(
                                new Person(
                                        row.getLong("school_id"),
                                        row.getString("role"),
                                        ByteBuffer.wrap(row.getBytes("respondent"))),
                                _ -> new HashSet<>())
                        .add(row.getLong("certificate_id")),
                "select school_id, role, respondent, certificate_id from response where "
                        + String.join(" or ", Collections.nCopies(size, ONE_PERSON)),
                values.toArray());
        return people.stream().map(person -> answered.getOrDefault(person, Set.of())).toList();
    }
}
