package io.github.certpulse.survey.codebook;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook.Choice;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.sheet.SheetCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The codebook's variables for one question.
public final class QuestionVariables {
    private QuestionVariables() {}

    /// The names of a question's variables, in their order.
    public static Stream<String> names(Question question) {
        var none = new Words("", "");
        return from(question, none, none).map(Variable::name);
    }

    /// Choices first, then the text beside them.
    static Stream<Variable> from(Question question, Words askedWhen, Words required) {
        var variables = new VariableFactory(question, askedWhen, required);
        var choices = switch (question.kind()) {
            case Kind.Single(var options) ->
                    Stream.of(
                            variables.numeric("", Codebook.Type.SINGLE, Optional.empty(), numbered(options.values())));
            case Kind.Multiple(var options) -> options.values()
                    .stream()
                    .map(
                            option -> variables.numeric(
                                    "_" + option.code(),
                                    Codebook.Type.OPTION,
                                    Optional.of(option),
                                    List.of(Value.plain(0, "未选"), Value.plain(1, "选中"))));
            case Kind.Text(var maxLength) -> Stream.of(
                    variables.text("", Codebook.Type.TEXT, Optional.empty(), maxLength),
                    variables.numeric("_state", Codebook.Type.STATE, Optional.empty(), List.of(Value.plain(1, "已作答"))));
        };
        var other = question.options()
                .values()
                .stream()
                .filter(Option::otherText)
                .findFirst()
                .stream()
                .map(
                        option -> variables.text(
                                "_other",
                                Codebook.Type.OTHER_TEXT,
                                Optional.of(option),
                                SheetCheck.MAX_OTHER_TEXT_LENGTH));
        return Stream.concat(choices, other);
    }

    /// Creates the variables of one question.
    private record VariableFactory(Question question, Words askedWhen, Words required) {
        Variable numeric(String suffix, Codebook.Type type, Optional<Option> option, List<Value> values) {
            return variable(
                    suffix,
                    type,
                    option,
                    0,
                    Stream.concat(values.stream(), Stream.of(Value.SKIPPED, Value.MISSING)).toList());
        }

        Variable text(String suffix, Codebook.Type type, Optional<Option> option, int length) {
            return variable(suffix, type, option, length, List.of());
        }

        private Variable variable(
                String suffix,
                Codebook.Type type,
                Optional<Option> option,
                int length,
                List<Value> values) {
            return new Variable(
                    question.id() + suffix,
                    question.id(),
                    question.number(),
                    type,
                    question.text(),
                    option.map(each -> new Choice(each.code(), each.label())),
                    length,
                    values,
                    askedWhen,
                    required);
        }
    }

    private static List<Value> numbered(Collection<Option> options) {
        var values = new ArrayList<Value>();
        options.forEach(option -> values.add(new Value(values.size() + 1, Optional.of(option.code()), option.label())));
        return values;
    }
}
