package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Marks;
import io.github.certpulse.numbers.answer.Origin;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// How many of a role's responses have a [Flag], and how many persons have only flagged responses.
///
/// @param responses by origin; origins without any are absent
/// @param persons   by school id
public record FlaggedCounts(Map<Origin, Integer> responses, Map<Long, Integer> persons) {

    public FlaggedCounts {
        responses = Map.copyOf(responses);
        persons = Map.copyOf(persons);
    }

    /// @param places   the origins by the columns' places
    /// @param overfull by place, whether it has [Flag#MORE_THAN_REGISTERED]
    static FlaggedCounts from(List<AnswerColumns> versions, List<Origin> places, boolean[] overfull) {
        var persons = new Persons(versions, places, overfull);
        var responses = new int[places.size()];
        var schools = new HashMap<Long, Integer>();
        for (var columns : versions) {
            var flagged = BitSet.valueOf(columns.flagged(overfull));
            for (var row = flagged.nextSetBit(0); row >= 0; row = flagged.nextSetBit(row + 1)) {
                var place = columns.place(row);
                responses[place]++;
                if (persons.isFlaggedAndNotCounted(columns, row)) {
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
        return new FlaggedCounts(byOrigin, schools);
    }

    /// Finds the persons of each school whose responses are all flagged.
    private static final class Persons {
        /// A bit for each value of a part of a person's hash. A clear bit shows at once that a person has no flagged
        /// response, which holds for nearly everybody.
        private static final int SLOTS = 1 << 20;
        private final long[] salts;
        /// Sorted, so that one is found by bisection.
        private final long[] flagged;
        private final BitSet done = new BitSet();
        private final BitSet slotsOfFlagged = new BitSet(SLOTS);

        Persons(List<AnswerColumns> versions, List<Origin> places, boolean[] overfull) {
            this.salts = places.stream().mapToLong(place -> Marks.mixed(place.school())).toArray();
            this.flagged = versions.stream()
                    .flatMapToLong(
                            columns -> BitSet.valueOf(columns.flagged(overfull))
                                    .stream()
                                    .mapToLong(row -> person(columns, row)))
                    .sorted()
                    .distinct()
                    .toArray();
            LongStream.of(flagged).forEach(person -> slotsOfFlagged.set(slot(person)));
            versions.forEach(columns -> excludeUnflagged(columns, overfull));
        }

        /// Excludes persons who also have a response without a flag.
        private void excludeUnflagged(AnswerColumns columns, boolean[] overfull) {
            var flaggedRows = BitSet.valueOf(columns.flagged(overfull));
            for (var row = flaggedRows.nextClearBit(0); row < columns.rows(); row = flaggedRows.nextClearBit(row + 1)) {
                var person = person(columns, row);
                if (slotsOfFlagged.get(slot(person))) {
                    var place = Arrays.binarySearch(flagged, person);
                    if (place >= 0) {
                        done.set(place);
                    }
                }
            }
        }

        boolean isFlaggedAndNotCounted(AnswerColumns columns, int row) {
            var place = Arrays.binarySearch(flagged, person(columns, row));
            var first = !done.get(place);
            done.set(place);
            return first;
        }

        /// 64 bits that distinguish the persons of each school.
        private long person(AnswerColumns columns, int row) {
            return columns.respondent(row) ^ salts[columns.place(row)];
        }

        private static int slot(long person) {
            return (int) (person & SLOTS - 1);
        }
    }
}
