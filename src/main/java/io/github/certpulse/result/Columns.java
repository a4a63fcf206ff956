package io.github.certpulse.result;

import io.github.certpulse.answer.Origin;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.shared.Ids;
import java.util.Locale;
import java.util.Optional;

/// What a crosstab's columns are.
public sealed interface Columns {

    /// Where the respondents come from.
    enum Place implements Columns {
        LEVEL,
        CITY,
        ROUTE,
        CERTIFICATE,
        SCHOOL;

        /// The value that a filter by the same place takes; empty where the roster gives none.
        Optional<String> code(Origin origin) {
            return switch (this) {
                case LEVEL -> Optional.of(origin.level());
                case CITY -> origin.city();
                case ROUTE -> origin.route();
                case CERTIFICATE -> Optional.of(origin.certificateName());
                case SCHOOL -> Optional.of(Ids.text(origin.school()));
            };
        }

        String label(Origin origin) {
            return this == SCHOOL ? origin.schoolName() : code(origin).orElseThrow();
        }
    }

    /// Another choice question.
    record Answers(Question question) implements Columns {}

    /// As in the API: `level`, `q4`.
    default String text() {
        return switch (this) {
            case Place place -> place.name().toLowerCase(Locale.ROOT);
            case Answers(var question) -> question.id();
        };
    }

    /// Whether each response belongs to at most one column.
    default boolean arePartition() {
        return switch (this) {
            case Place _ -> true;
            case Answers(var question) -> question.kind() instanceof Question.Kind.Single;
        };
    }
}
