package io.github.certpulse.intake.storing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.certpulse.intake.stored.ResponseRepository.FirstSubmission;
import io.github.certpulse.platform.database.MissingValue;
import io.github.certpulse.platform.database.Retries;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.sql.Change;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.exceptions.DataAccessException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes responses of the same campaign and revision together, all of them or none, and finds the reasons why they
/// cannot be written.
final class ResponseWriter {
    /// Columns that get no value where a row must not be written.
    private static final String CAMPAIGN = "campaign_id";
    private static final String SCHOOL = "school_id";
    /// Where the first row's values have the school's id.
    private static final int SCHOOL_AT = 2;
    private final Database database;
    private final Retries retries;

    ResponseWriter(Database database, Retries retries) {
        this.database = database;
        this.retries = retries;
    }

    /// A response to write. Its values are made before it waits for others, except for its number.
    static final class Row {
        private final NewResponse response;
        private final byte[] id;
        private final Person person;
        private final Object[] values;
        /// Those of lost requests, few or none.
        private final List<Long> earlierNumbers = new ArrayList<>(0);

        Row(NewResponse response) {
            this.response = response;
            this.id = UuidColumn.bytes(response.id());
            this.person = new Person(
                    response.scope().school().id(),
                    response.scope().role(),
                    ByteBuffer.wrap(response.respondent()),
                    response.certificate().id());
            this.values = ResponseStatements.values(response);
        }

        NewResponse response() {
            return response;
        }

        Person person() {
            return person;
        }

        /// Whether this is a number that the row was written with, even if nobody learnt whether it was.
        boolean hasHad(long number) {
            return number == (long) values[0] || earlierNumbers.contains(number);
        }

        /// Makes a number; the numbers of later batches are greater.
        void number(Ids ids) {
            if ((long) values[0] != 0) {
                earlierNumbers.add((long) values[0]);
            }
            values[0] = ids.next();
        }

        /// Instead of one that another response has.
        void replaceNumber(Ids ids) {
            values[0] = ids.replacementFor((long) values[0]);
        }
    }

    /// A person's answer for a certificate, of which there is one.
    record Person(long school, Role role, ByteBuffer respondent, long certificate) {
        private Stream<Object> values() {
            return Stream.of(school, role, respondent.array(), certificate);
        }
    }

    enum Written {
        /// Committed.
        STORED,
        /// The campaign has another revision.
        STALE,
        /// Some certificates have fewer places left than are wanted.
        FULL
    }

    /// Writes rows with their contacts. Where there are caps, all rows are of one role.
    ///
    /// @return nothing is written, except if it is `STORED`
    Written write(List<Row> rows) {
        var changes = changes(rows);
        try {
            return retries.inOneRequest(() -> {
                if (changes.size() == 1) {
                    database.run(connection -> connection.update(changes.getFirst()));
                } else {
                    database.changeTogether(changes);
                }
                return Written.STORED;
            });
        } catch (DataAccessException refused) {
            return switch (MissingValue.findIn(refused).orElse("")) {
                case CAMPAIGN -> Written.STALE;
                // Also where the campaign has another revision, no place is taken.
                case SCHOOL -> isCurrent(rows.getFirst().response) ? Written.FULL : Written.STALE;
                default -> throw refused;
            };
        }
    }

    /// What writes the rows. Places are taken first: if rows were inserted and rolled back because no place is left,
    /// transactions that wait for the same unique key would deadlock.
    static List<Change> changes(List<Row> rows) {
        var changes = new ArrayList<Change>();
        var first = rows.getFirst();
        first.response.cap().ifPresent(cap -> changes.add(takePlaces(rows, cap)));
        var values = new ArrayList<Object>();
        for (var row : rows) {
            values.addAll(Arrays.asList(row.values));
            if (row == first) {
                values.add(row.response.campaign().revision());
            }
        }
        if (changes.isEmpty()) {
            changes.add(new Change(ResponseStatements.insert(rows.size()), values));
        } else {
            values.add(SCHOOL_AT, wanted(rows).size());
            changes.add(new Change(ResponseStatements.insertAfterPlaces(rows.size()), values));
        }
        var contacts =
                rows.stream().map(Row::response).filter(response -> response.contact().isPresent()).toList();
        if (!contacts.isEmpty()) {
            changes.add(
                    new Change(
                            ResponseStatements.insertContacts(contacts.size()),
                            contacts.stream()
                                    .map(ResponseStatements::contactValues)
                                    .flatMap(Arrays::stream)
                                    .toList()));
        }
        return changes;
    }

    /// Whether an insert was refused because the campaign has another revision.
    static boolean isStale(DataAccessException refused) {
        return MissingValue.findIn(refused).filter(CAMPAIGN::equals).isPresent();
    }

    private boolean isCurrent(NewResponse response) {
        return database.first(
                row -> row.getLong("id"),
                ResponseStatements.LOCK_CAMPAIGN,
                response.campaign().id(),
                response.campaign().revision()).isPresent();
    }

    /// Takes a place for each row, if enough are left. The certificates' rows stay locked until the commit, so that the
    /// last place is taken only once.
    private static Change takePlaces(List<Row> rows, int cap) {
        var first = rows.getFirst().response;
        var wanted = wanted(rows);
        var values = new ArrayList<Object>();
        wanted.forEach((certificate, places) -> values.addAll(List.of(certificate, places)));
        values.addAll(wanted.keySet());
        wanted.forEach((certificate, places) -> values.addAll(List.of(certificate, cap - places)));
        values.addAll(List.of(first.campaign().id(), first.campaign().revision()));
        return new Change(ResponseStatements.takePlaces(first.scope().role(), wanted.size()), values);
    }

    /// The number of places by certificate, in the order of their ids.
    private static Map<Long, Long> wanted(List<Row> rows) {
        return rows.stream().collect(groupingBy(row -> row.person.certificate, TreeMap::new, counting()));
    }

    /// A response that is stored under an id.
    record StoredUnderId(long number, FirstSubmission submission) {}

    /// What is stored under the rows' ids, if there is anything.
    Map<UUID, StoredUnderId> stored(List<Row> rows) {
        return database.list(
                row -> new StoredUnderId(
                        row.getLong("seq"),
                        new FirstSubmission(
                                row.getBytes("id"),
                                row.getLong("campaign_id"),
                                row.getBytes("respondent"),
                                row.getBytes("body_hash"),
                                row.getInstant("received_at"))),
                ResponseStatements.find(rows.size()),
                rows.stream().map(row -> row.id).toArray())
                .stream()
                .collect(toMap(found -> UuidColumn.uuid(found.submission().id()), Function.identity()));
    }

    /// Those of the rows' persons who have answered already.
    Set<Person> answered(List<Row> rows) {
        return Set.copyOf(
                database.list(
                        row -> new Person(
                                row.getLong("school_id"),
                                Role.valueOf(row.getString("role")),
                                ByteBuffer.wrap(row.getBytes("respondent")),
                                row.getLong("certificate_id")),
                        ResponseStatements.findAnswered(rows.size()),
                        rows.stream().map(Row::person).flatMap(Person::values).toArray()));
    }

    /// Those of the rows' certificates for which no place under the cap is left.
    Set<Long> full(List<Row> rows) {
        var first = rows.getFirst().response;
        var certificates = NumberList.from(rows.stream().map(row -> row.person.certificate).collect(toSet()));
        return Set.copyOf(
                database.list(
                        row -> row.getLong("id"),
                        "select id from certificate where id in %s and %s >= ?"
                                .formatted(certificates.sql(), ResponseStatements.taken(first.scope().role())),
                        Stream.concat(certificates.values().stream(), Stream.of(first.cap().orElseThrow()))
                                .toArray()));
    }
}
