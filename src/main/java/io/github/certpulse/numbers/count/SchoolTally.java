package io.github.certpulse.numbers.count;

import io.github.certpulse.intake.stored.ResponseCounts.Row;
import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.numbers.following.LongSet;
import io.github.certpulse.survey.questionnaire.PerRole;
import java.util.HashMap;
import java.util.Map;

/// Counts the responses of one school one by one. Of each person it keeps 64 bits, to count the person once.
final class SchoolTally {
    private final Map<Long, Received> responses = new HashMap<>();
    private final PerRole<LongSet> persons = PerRole.from(_ -> new LongSet());

    void add(Row row) {
        responses.merge(row.certificate(), Received.from(row.role(), 1), Received::plus);
        persons.of(row.role()).add(row.person());
    }

    boolean isEmpty() {
        return responses.isEmpty();
    }

    SchoolCounts counts() {
        return new SchoolCounts(responses, new Received(persons.teacher().size(), persons.student().size()));
    }
}
