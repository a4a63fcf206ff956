package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.tally.PartCounts.Rows;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.List;
import java.util.function.Function;

/// What is not counted like every other response.
///
/// @param flagged  responses with a [Flag] that are not set aside, and persons all of whose responses that are not set
///                 aside have one
/// @param setAside responses that are set aside, and persons all of whose responses are
public record CountedParts(PerRole<PartCounts> flagged, PerRole<PartCounts> setAside) {

    /// @param columns  a role's
    /// @param places   the origins by the columns' places
    /// @param overfull by role and place, whether it has [Flag#MORE_THAN_REGISTERED]
    /// @param setAside the rows that are set aside
    static CountedParts from(
            Function<Role, List<AnswerColumns>> columns,
            List<Origin> places,
            Function<Role, boolean[]> overfull,
            Rows setAside) {
        Rows counted = own -> SourceColumns.without(own.all(), setAside.of(own));
        return new CountedParts(
                PerRole.from(
                        role -> flagged(columns.apply(role), places, overfull.apply(role), counted)),
                PerRole.from(role -> PartCounts.from(columns.apply(role), places, setAside, counted)));
    }

    private static PartCounts flagged(
            List<AnswerColumns> columns,
            List<Origin> places,
            boolean[] overfull,
            Rows counted) {
        return PartCounts.from(
                columns,
                places,
                own -> SourceColumns.within(own.flagged(overfull), counted.of(own)),
                own -> SourceColumns.without(counted.of(own), own.flagged(overfull)));
    }
}
