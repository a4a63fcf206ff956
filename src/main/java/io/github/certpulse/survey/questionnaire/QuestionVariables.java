package io.github.certpulse.survey.questionnaire;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Codebook.Choice;
import io.github.certpulse.survey.questionnaire.Codebook.Value;
import io.github.certpulse.survey.questionnaire.Codebook.Variable;
import io.github.certpulse.survey.questionnaire.Definition.Fault;
import io.github.certpulse.survey.questionnaire.Definition.Part;
import io.github.certpulse.survey.questionnaire.Definition.Place;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The variables that a question becomes in a codebook, and what their names must not be.
final class QuestionVariables {
    // SPSS: "Variable names" in the Command Syntax Reference. R: ?Reserved. Told apart by case in R only.
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "by",
            "eq",
            "ge",
            "gt",
            "le",
            "lt",
            "ne",
            "not",
            "or",
            "to",
            "with",
            "if",
            "else",
            "repeat",
            "while",
            "function",
            "for",
            "next",
            "break",
            "in",
            "true",
            "false",
            "null",
            "inf",
            "nan",
            "na",
            "na_integer_",
            "na_real_",
            "na_complex_",
            "na_character_");

    private QuestionVariables() {}

    /// Every variable whose name is taken, in reading order.
    ///
    /// @param places of the questions to look at; of those with one id, the first alone
    static List<Fault> faults(List<Question> questions, Collection<Integer> places) {
        var faults = new ArrayList<Fault>();
        var owners = new HashMap<String, Words>();
        RESERVED.forEach(word -> owners.put(word, new Words("统计软件的保留字", "statistics programs keep for themselves")));
        Codebook.COMMON.forEach(variable -> owners.put(variable.name(), new Words("每份答卷都有的变量", "every response has")));
        // An id that stands there twice is told already.
        places.stream().sorted().forEach(place -> names(questions.get(place)).forEach(name -> {
            var id = questions.get(place).id();
            var owner = owners.putIfAbsent(name.toLowerCase(Locale.ROOT), new Words(id + " 的变量", id + " has"));
            if (owner != null) {
                faults.add(
                        new Fault(
                                new Place.Item(place, Part.ID),
                                "variable-taken",
                                new Words(
                                        "%s 产生的变量名 %s 已被占用：%s".formatted(id, name, owner.zh()),
                                        "%s makes a variable %s, a name that %s".formatted(id, name, owner.en()))));
            }
        }));
        return faults;
    }

    /// The names of a question's variables, in their order.
    private static Stream<String> names(Question question) {
        var unsaid = new Words("", "");
        return from(question, unsaid, unsaid).map(Variable::name);
    }

    /// Choices first, then the text that goes with them.
    static Stream<Variable> from(Question question, Words askedWhen, Words required) {
        var column = new Shared(question, askedWhen, required);
        var choices = switch (question.kind()) {
            case Kind.Single(var options) ->
                    Stream.of(column.coded("", Codebook.Type.SINGLE, Optional.empty(), numbered(options.values())));
            case Kind.Multiple(var options) -> options.values()
                    .stream()
                    .map(
                            option -> column.coded(
                                    "_" + option.code(),
                                    Codebook.Type.OPTION,
                                    Optional.of(option),
                                    List.of(Value.plain(0, "未选"), Value.plain(1, "选中"))));
            case Kind.Text(var maxLength) -> Stream.of(
                    column.written("", Codebook.Type.TEXT, Optional.empty(), maxLength),
                    column.coded("_state", Codebook.Type.STATE, Optional.empty(), List.of(Value.plain(1, "已作答"))));
        };
        var other = question.options()
                .values()
                .stream()
                .filter(Option::otherText)
                .findFirst()
                .stream()
                .map(
                        option -> column.written(
                                "_other",
                                Codebook.Type.OTHER_TEXT,
                                Optional.of(option),
                                SheetCheck.MAX_OTHER_TEXT_LENGTH));
        return Stream.concat(choices, other);
    }

    /// What all variables of a question share.
    private record Shared(Question question, Words askedWhen, Words required) {
        Variable coded(String suffix, Codebook.Type type, Optional<Option> option, List<Value> values) {
            return variable(
                    suffix,
                    type,
                    option,
                    0,
                    Stream.concat(values.stream(), Stream.of(Value.SKIPPED, Value.MISSING)).toList());
        }

        Variable written(String suffix, Codebook.Type type, Optional<Option> option, int length) {
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
