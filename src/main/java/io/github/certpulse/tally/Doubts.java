package io.github.certpulse.tally;

import io.github.certpulse.answer.Marks;
import io.github.certpulse.answer.Origin;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many of a role's responses have a [Flag], and of how many persons no response is without.
///
/// @param responses by where they came from
/// @param persons   by school id
public record Doubts(Map<Origin, Integer> responses, Map<Long, Integer> persons) {

    public Doubts {
        responses = Map.copyOf(responses);
        persons = Map.copyOf(persons);
    }

    /// @param places the origins by the columns' places
    static Doubts of(List<AnswerColumns> versions, List<Origin> places) {
        var persons = new Persons(places);
        var responses = new int[places.size()];
        for (var columns : versions) {
            var flagged = BitSet.valueOf(columns.flagged());
            for (var row = flagged.nextSetBit(0); row >= 0; row = flagged.nextSetBit(row + 1)) {
                responses[columns.place(row)]++;
                persons.doubt(columns, row);
            }
        }
        versions.forEach(persons::believe);
        var byOrigin = new HashMap<Origin, Integer>();
        for (var place = 0; place < responses.length; place++) {
            if (responses[place] > 0) {
                byOrigin.put(places.get(place), responses[place]);
            }
        }
        return new Doubts(byOrigin, persons.bySchool());
    }

    /// The persons of each school of whom every response that was looked at is doubtful.
    private static final class Persons {
        /// Bits of a person's hash by which nearly everybody without a doubt is told at once.
        private static final int SIEVE = 1 << 20;
        private final long[] salts;
        private final List<Origin> places;
        private final Set<Long> doubted = new HashSet<>();
        private final Map<Long, Long> schools = new HashMap<>();
        private final BitSet sieve = new BitSet(SIEVE);

        Persons(List<Origin> places) {
            this.places = places;
            this.salts = places.stream().mapToLong(place -> Marks.mixed(place.school())).toArray();
        }

        void doubt(AnswerColumns columns, int row) {
            var person = person(columns, row);
            sieve.set(slot(person));
            doubted.add(person);
            schools.put(person, places.get(columns.place(row)).school());
        }

        /// Takes out who has a response without a flag as well.
        void believe(AnswerColumns columns) {
            if (doubted.isEmpty()) {
                return;
            }
            var flagged = BitSet.valueOf(columns.flagged());
            for (var row = flagged.nextClearBit(0); row < columns.rows(); row = flagged.nextClearBit(row + 1)) {
                var person = person(columns, row);
                if (sieve.get(slot(person))) {
                    doubted.remove(person);
                }
            }
        }

        Map<Long, Integer> bySchool() {
            var numbers = new HashMap<Long, Integer>();
            doubted.forEach(person -> numbers.merge(schools.get(person), 1, Integer::sum));
            return numbers;
        }

        /// 64 bits that tell the persons of each school apart.
        private long person(AnswerColumns columns, int row) {
            return columns.respondent(row) ^ salts[columns.place(row)];
        }

        private static int slot(long person) {
            return (int) (person & SIEVE - 1);
        }
    }
}
