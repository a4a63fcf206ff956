package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a crosstab's columns are.
public sealed interface Columns {
    FieldRule CHOICE_RULE =
            new FieldRule("invalid", "须为选择题的编号，例如 q9", "must be a choice question's id, such as q9");

    /// Where the respondents come from.
    enum Place implements Columns {
        LEVEL,
        CITY,
        ROUTE,
        CERTIFICATE,
        SCHOOL;

        /// The value that a filter by the same place takes; empty where the roster gives none.
        public Optional<String> code(Origin origin) {
            return switch (this) {
                case LEVEL -> Optional.of(origin.level());
                case CITY -> origin.city();
                case ROUTE -> origin.route();
                case CERTIFICATE -> Optional.of(origin.certificateName());
                case SCHOOL -> Optional.of(Ids.text(origin.school()));
            };
        }

        /// The value's name for people.
        public String label(Origin origin) {
            return this == SCHOOL ? origin.schoolName() : code(origin).orElseThrow();
        }
    }

    /// Another choice question.
    record Answers(Question question) implements Columns {}

    /// Reads a query parameter: a place, or a choice question of this questionnaire. Empty where it is neither.
    static Optional<Columns> find(Definition definition, @Nullable String column) {
        return Arrays.stream(Place.values())
                .filter(place -> place.text().equals(column))
                .<Columns>map(place -> place)
                .findFirst()
                .or(() -> choice(definition, column).map(Answers::new));
    }

    /// The same for a required parameter.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    static Columns parse(Definition definition, @Nullable String column) {
        return find(definition, column).orElseThrow(() -> notAChoice("column"));
    }

    /// Reads the query parameter of the rows, a choice question.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    static Question row(Definition definition, @Nullable String row) {
        return choice(definition, row).orElseThrow(() -> notAChoice("row"));
    }

    /// A choice question by its id; empty where there is none.
    static Optional<Question> choice(Definition definition, @Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(definition::question)
                .filter(question -> !(question.kind() instanceof Kind.Text));
    }

    private static RuntimeException notAChoice(String field) {
        return Problem.PARAMETER_INVALID.with(List.of(CHOICE_RULE.at(field)));
    }

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
