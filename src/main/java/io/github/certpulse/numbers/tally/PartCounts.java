package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Marks;
import io.github.certpulse.numbers.answer.Origin;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// How many of a role's responses belong to a part of them, and how many persons have no response outside of that part.
///
/// @param responses by origin; origins without any are absent
/// @param persons   by school id
public record PartCounts(Map<Origin, Integer> responses, Map<Long, Integer> persons) {

    public PartCounts {
        responses = Map.copyOf(responses);
        persons = Map.copyOf(persons);
    }

    /// Some of the rows of a questionnaire's version.
    interface Rows {
        long[] of(AnswerColumns columns);
    }

    /// @param places the origins by the columns' places
    /// @param part   the rows to count
    /// @param others the rows that are counted otherwise: a person with one of these is not counted
    static PartCounts from(List<AnswerColumns> versions, List<Origin> places, Rows part, Rows others) {
        var persons = new Persons(versions, places, part, others);
        var responses = new int[places.size()];
        var schools = new HashMap<Long, Integer>();
        for (var columns : versions) {
            var rows = BitSet.valueOf(part.of(columns));
            for (var row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                var place = columns.sources().place(row);
                responses[place]++;
                if (persons.isOfPartAndNotCounted(columns, row)) {
                    schools.merge(places.get(place).school(), 1, Integer::sum);
                }
            }
        }
        var byOrigin = new HashMap<Origin, Integer>();
        for (var place = 0; place < responses.length; place++) {
            if (responses[place] > 0) {
                byOrigin.put(places.get(place), responses[place]);
            }
        }
        return new PartCounts(byOrigin, schools);
    }

    /// Finds the persons of each school whose responses all belong to the part.
    private static final class Persons {
        /// A bit for each value of a part of a person's hash. A clear bit shows at once that a person has no response
        /// in the part, which holds for nearly everybody.
        private static final int SLOTS = 1 << 20;
        private final long[] salts;
        /// Sorted, so that one is found by bisection.
        private final long[] ofPart;
        private final BitSet done = new BitSet();
        private final BitSet slotsOfPart = new BitSet(SLOTS);

        Persons(List<AnswerColumns> versions, List<Origin> places, Rows part, Rows others) {
            this.salts = places.stream().mapToLong(place -> Marks.mixed(place.school())).toArray();
            this.ofPart = versions.stream()
                    .flatMapToLong(
                            columns -> BitSet.valueOf(part.of(columns))
                                    .stream()
                                    .mapToLong(row -> person(columns, row)))
                    .sorted()
                    .distinct()
                    .toArray();
            LongStream.of(ofPart).forEach(person -> slotsOfPart.set(slot(person)));
            if (ofPart.length > 0) {
                versions.forEach(columns -> exclude(columns, BitSet.valueOf(others.of(columns))));
            }
        }

        /// Excludes persons who also have one of these rows.
        private void exclude(AnswerColumns columns, BitSet rows) {
            for (var row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                var person = person(columns, row);
                if (slotsOfPart.get(slot(person))) {
                    var place = Arrays.binarySearch(ofPart, person);
                    if (place >= 0) {
                        done.set(place);
                    }
                }
            }
        }

        boolean isOfPartAndNotCounted(AnswerColumns columns, int row) {
            var place = Arrays.binarySearch(ofPart, person(columns, row));
            var first = !done.get(place);
            done.set(place);
            return first;
        }

        /// 64 bits that distinguish the persons of each school.
        private long person(AnswerColumns columns, int row) {
            return columns.sources().respondent(row) ^ salts[columns.sources().place(row)];
        }

        private static int slot(long person) {
            return (int) (person & SLOTS - 1);
        }
    }
}
