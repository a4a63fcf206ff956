package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import io.github.certpulse.console.office.questionnaires.VersionChanges.VersionChange;

/// Finds the changes between two versions of a questionnaire.
final class DefinitionComparison {
    private static final Words NOTHING = new Words("", "");
    private static final Words WHOLE = new Words("整份问卷", "The whole");

    private final Definition before;
    private final Definition after;
    private final List<VersionChange> found = new ArrayList<>();

    DefinitionComparison(Definition before, Definition after) {
        this.before = before;
        this.after = after;
    }

    VersionChanges compare() {
        compareWhole();
        var wordsBefore = words(before);
        var wordsAfter = words(after);
        for (var question : after.questions().values()) {
            before.question(question.id())
                    .ifPresentOrElse(
                            earlier -> new QuestionPair(earlier, question, wordsBefore, wordsAfter).compare(),
                            () -> found.add(
                                    new VersionChange(
                                            where(question),
                                            new Words("新增题目", "question added"),
                                            NOTHING,
                                            wording(question.text()))));
        }
        before.questions()
                .values()
                .stream()
                .filter(question -> after.question(question.id()).isEmpty())
                .forEach(
                        question -> found.add(
                                new VersionChange(
                                        where(question),
                                        new Words("删除题目", "question removed"),
                                        wording(question.text()),
                                        NOTHING)));
        return new VersionChanges(found);
    }

    private void compareWhole() {
        compareField(WHOLE, new Words("名称", "title"), wording(before.title()), wording(after.title()));
        compareField(
                WHOLE,
                new Words("卷首语", "introduction"),
                wording(before.introduction()),
                wording(after.introduction()));
        compareField(WHOLE, new Words("结束语", "closing words"), wording(before.closing()), wording(after.closing()));
        compareField(
                WHOLE,
                new Words("联系方式说明", "words on contacts"),
                wording(before.contactIntroduction()),
                wording(after.contactIntroduction()));
        compareField(
                WHOLE,
                new Words("填写对象", "who answers"),
                wording(before.role().name()),
                wording(after.role().name()));
        compareField(WHOLE, new Words("部分标题", "sections"), titles(before), titles(after));
        compareField(
                WHOLE,
                new Words("题目顺序", "order of the questions"),
                common(before, after),
                common(after, before));
    }

    private void compareField(Words where, Words what, Words earlier, Words later) {
        if (!earlier.equals(later)) {
            found.add(new VersionChange(where, what, earlier, later));
        }
    }

    /// One question in both versions.
    private final class QuestionPair {
        private final Question earlier;
        private final Question later;
        private final Words where;
        private final Variable wordsBefore;
        private final Variable wordsAfter;

        QuestionPair(
                Question earlier,
                Question later,
                Map<String, Variable> wordsBefore,
                Map<String, Variable> wordsAfter) {
            this.earlier = earlier;
            this.later = later;
            this.where = where(later);
            this.wordsBefore = Objects.requireNonNull(wordsBefore.get(earlier.id()));
            this.wordsAfter = Objects.requireNonNull(wordsAfter.get(later.id()));
        }

        void compare() {
            compareField(where, new Words("措辞", "wording"), wording(earlier.text()), wording(later.text()));
            compareField(
                    where,
                    new Words("提示", "note"),
                    wording(earlier.note().orElse("")),
                    wording(later.note().orElse("")));
            compareField(
                    where,
                    new Words("题号", "number"),
                    wording(String.valueOf(earlier.number())),
                    wording(String.valueOf(later.number())));
            compareField(where, new Words("题型", "type"), kind(earlier), kind(later));
            compareField(where, new Words("所在部分", "section"), section(before, earlier), section(after, later));
            compareField(
                    where,
                    new Words("预填内容", "prefilled from"),
                    wording(earlier.prefill().map(Prefill::source).orElse("")),
                    wording(later.prefill().map(Prefill::source).orElse("")));
            options();
            // Different conditions may have the same words.
            if (!earlier.visibleWhen().equals(later.visibleWhen())) {
                found.add(
                        new VersionChange(
                                where,
                                new Words("询问条件", "when it is asked"),
                                wordsBefore.askedWhen(),
                                wordsAfter.askedWhen()));
            }
            if (!earlier.required().equals(later.required())) {
                found.add(
                        new VersionChange(
                                where,
                                new Words("必答条件", "when it is required"),
                                wordsBefore.required(),
                                wordsAfter.required()));
            }
        }

        private void options() {
            later.options().forEach((code, option) -> {
                if (!earlier.options().containsKey(code)) {
                    found.add(new VersionChange(where, new Words("新增选项", "option added"), NOTHING, option(option)));
                } else {
                    compareField(
                            where,
                            new Words("选项", "option"),
                            option(earlier.options().get(code)),
                            option(option));
                }
            });
            earlier.options().forEach((code, option) -> {
                if (!later.options().containsKey(code)) {
                    found.add(
                            new VersionChange(where, new Words("删除选项", "option removed"), option(option), NOTHING));
                }
            });
            compareField(
                    where,
                    new Words("选项顺序", "order of the options"),
                    common(earlier, later),
                    common(later, earlier));
        }
    }

    private static Words where(Question question) {
        return new Words("第%d题".formatted(question.number()), "Question " + question.number());
    }

    /// The questionnaire's own wording, which is the same in every language.
    private static Words wording(String text) {
        return new Words(text, text);
    }

    private static Words titles(Definition definition) {
        return wording(definition.sections().stream().map(Section::title).collect(Collectors.joining("；")));
    }

    private static Words section(Definition definition, Question question) {
        var index = IntStream.range(0, definition.sections().size())
                .filter(place -> definition.sections().get(place).questions().contains(question.id()))
                .findFirst()
                .orElseThrow();
        return new Words("第%d部分".formatted(index + 1), "section " + (index + 1));
    }

    /// The questions that another version has too, in the order of this version.
    private static Words common(Definition version, Definition another) {
        return wording(
                version.questions()
                        .keySet()
                        .stream()
                        .filter(another.questions()::containsKey)
                        .collect(Collectors.joining("、")));
    }

    private static Words common(Question question, Question another) {
        return wording(
                question.options()
                        .keySet()
                        .stream()
                        .filter(another.options()::containsKey)
                        .collect(Collectors.joining("、")));
    }

    private static Words kind(Question question) {
        return switch (question.kind()) {
            case Kind.Single _ -> new Words("单选", "single choice");
            case Kind.Multiple _ -> new Words("多选", "multiple choice");
            case Kind.Text(var longest) ->
                    new Words("填空，最多 %d 字".formatted(longest), "text, at most %d characters".formatted(longest));
        };
    }

    private static Words option(Option option) {
        var text = option.code() + ". " + option.label();
        var level = option.level().map(name -> "〔" + name + "〕").orElse("");
        return new Words(
                text + level + (option.otherText() ? "〔可填写文字〕" : ""),
                text + level + (option.otherText() ? " (with a text)" : ""));
    }

    private static Map<String, Variable> words(Definition definition) {
        return Codebook.from(definition)
                .variables()
                .stream()
                .collect(Collectors.toMap(Variable::question, Function.identity(), (first, _) -> first));
    }
}
