package io.github.certpulse.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.questionnaire.Definition;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.questionnaire.Sheet.Answer;
import io.github.certpulse.shared.Ids;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One question by another or by where the respondents come from, counted response by response. Counted are responses
/// with the row question answered and a column value; with multiple choices a response counts in each of its options.
final class Crosstab {
    private final Question row;
    private final Columns columns;
    private final Map<String, Column> found = new LinkedHashMap<>();
    private int respondents;

    Crosstab(Question row, Columns columns) {
        this.row = row;
        this.columns = columns;
        columns.known().forEach((code, label) -> found.put(code, new Column(label)));
    }

    /// What the columns are.
    sealed interface Columns {
        /// Where the respondents come from.
        enum Origin implements Columns {
            LEVEL,
            CITY,
            ROUTE,
            CERTIFICATE,
            SCHOOL
        }

        /// Another choice question.
        record Answers(Question question) implements Columns {}

        /// The columns that are there even without a response: code and label.
        default Map<String, String> known() {
            return switch (this) {
                case Origin _ -> Map.of();
                case Answers(var question) -> labels(question);
            };
        }

        /// The columns in which a response counts.
        default Map<String, String> of(StoredAnswers.Row row) {
            var origin = row.origin();
            return switch (this) {
                case Origin.LEVEL -> Map.of(origin.level(), origin.level());
                case Origin.CITY -> named(origin.city());
                case Origin.ROUTE -> named(origin.route());
                case Origin.CERTIFICATE -> Map.of(origin.certificate(), origin.certificate());
                case Origin.SCHOOL -> Map.of(Ids.text(origin.school()), origin.schoolName());
                case Answers(var question) -> chosen(question, row);
            };
        }

        private static Map<String, String> named(Optional<String> name) {
            return name.map(value -> Map.of(value, value)).orElse(Map.of());
        }

        private static Map<String, String> chosen(Question question, StoredAnswers.Row row) {
            var chosen = new LinkedHashMap<String, String>();
            Crosstab.chosen(question, row).forEach(code -> chosen.put(code, question.options().get(code).label()));
            return chosen;
        }
    }

    @Serdeable
    record ColumnHead(String code, String label, int base) {}

    @Serdeable
    record RowLine(String code, String label, List<Cell> cells) {}

    /// @param share of the column's base; null where that is 0
    @Serdeable
    record Cell(int count, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}

    void add(StoredAnswers.Row response) {
        var chosen = chosen(row, response);
        var counted = columns.of(response);
        if (chosen.isEmpty() || counted.isEmpty()) {
            return;
        }
        respondents++;
        counted.forEach((code, label) -> found.computeIfAbsent(code, _ -> new Column(label)).add(chosen));
    }

    int respondents() {
        return respondents;
    }

    List<ColumnHead> heads() {
        return found.entrySet().stream().map(entry -> new ColumnHead(entry.getKey(), entry.getValue().label, entry.getValue().base)).toList();
    }

    List<RowLine> lines() {
        return labels(row).entrySet().stream()
                .map(option -> new RowLine(option.getKey(), option.getValue(), found.values().stream().map(column -> column.cell(option.getKey())).toList()))
                .toList();
    }

    /// The options chosen, where the question is on the respondent's path.
    private static List<String> chosen(Question question, StoredAnswers.Row response) {
        var answer = isAsked(response.definition(), question, response) ? response.answers().get(question.id()) : null;
        return switch (answer) {
            case Answer.One(var option) -> List.of(option);
            case Answer.Several(var options) -> options;
            case Answer.Text _ -> List.of();
            case null -> List.of();
        };
    }

    private static boolean isAsked(Definition definition, Question question, StoredAnswers.Row response) {
        return definition.path(response.answers()).stream().anyMatch(asked -> asked.id().equals(question.id()));
    }

    private static Map<String, String> labels(Question question) {
        var labels = new LinkedHashMap<String, String>();
        question.options().forEach((code, option) -> labels.put(code, option.label()));
        return labels;
    }

    private static final class Column {
        private final String label;
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private int base;

        Column(String label) {
            this.label = label;
        }

        void add(List<String> options) {
            base++;
            options.forEach(option -> counts.merge(option, 1, Integer::sum));
        }

        Cell cell(String option) {
            var count = counts.getOrDefault(option, 0);
            return new Cell(count, Share.of(count, base));
        }
    }
}
