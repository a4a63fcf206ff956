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

/// How two versions of a questionnaire differ, the numbers of the versions aside. Questions are the same where their
/// ids are, and options where their codes are. None where both say the same.
public record Changes(List<Change> all) {

    /// @param where  the question, or the part of the whole
    /// @param before empty where something was added
    /// @param after  empty where something was removed
    public record Change(Words where, Words what, Words before, Words after) {}

    private static final Words NOTHING = new Words("", "");
    private static final Words WHOLE = new Words("整份问卷", "The whole");

    public Changes {
        all = List.copyOf(all);
    }

    public static Changes between(Definition before, Definition after) {
        return new Comparison(before, after).compare();
    }

    private static final class Comparison {
        private final Definition before;
        private final Definition after;
        private final List<Change> found = new ArrayList<>();

        Comparison(Definition before, Definition after) {
            this.before = before;
            this.after = after;
        }

        Changes compare() {
            frame();
            var wordsBefore = words(before);
            var wordsAfter = words(after);
            for (var question : after.questions().values()) {
                before.question(question.id())
                        .ifPresentOrElse(
                                earlier -> new Pair(earlier, question, wordsBefore, wordsAfter).compare(),
                                () -> found.add(
                                        new Change(
                                                where(question),
                                                new Words("新增题目", "question added"),
                                                NOTHING,
                                                said(question.text()))));
            }
            before.questions()
                    .values()
                    .stream()
                    .filter(question -> after.question(question.id()).isEmpty())
                    .forEach(
                            question -> found.add(
                                    new Change(
                                            where(question),
                                            new Words("删除题目", "question removed"),
                                            said(question.text()),
                                            NOTHING)));
            return new Changes(found);
        }

        private void frame() {
            differ(WHOLE, new Words("名称", "title"), said(before.title()), said(after.title()));
            differ(WHOLE, new Words("卷首语", "introduction"), said(before.introduction()), said(after.introduction()));
            differ(WHOLE, new Words("结束语", "closing words"), said(before.closing()), said(after.closing()));
            differ(
                    WHOLE,
                    new Words("联系方式说明", "words on contacts"),
                    said(before.contactIntroduction()),
                    said(after.contactIntroduction()));
            differ(WHOLE, new Words("填写对象", "who answers"), said(before.role().name()), said(after.role().name()));
            differ(WHOLE, new Words("部分标题", "sections"), titles(before), titles(after));
            differ(
                    WHOLE,
                    new Words("题目顺序", "order of the questions"),
                    common(before, after),
                    common(after, before));
        }

        private void differ(Words where, Words what, Words earlier, Words later) {
            if (!earlier.equals(later)) {
                found.add(new Change(where, what, earlier, later));
            }
        }

        /// One question in both versions.
        private final class Pair {
            private final Question earlier;
            private final Question later;
            private final Words where;
            private final Variable wordsBefore;
            private final Variable wordsAfter;

            Pair(
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
                differ(where, new Words("措辞", "wording"), said(earlier.text()), said(later.text()));
                differ(
                        where,
                        new Words("提示", "note"),
                        said(earlier.note().orElse("")),
                        said(later.note().orElse("")));
                differ(
                        where,
                        new Words("题号", "number"),
                        said(String.valueOf(earlier.number())),
                        said(String.valueOf(later.number())));
                differ(where, new Words("题型", "type"), kind(earlier), kind(later));
                differ(where, new Words("所在部分", "section"), section(before, earlier), section(after, later));
                differ(
                        where,
                        new Words("预填内容", "prefilled from"),
                        said(earlier.prefill().map(Prefill::source).orElse("")),
                        said(later.prefill().map(Prefill::source).orElse("")));
                options();
                // Two conditions may read alike and still not be the same.
                if (!earlier.visibleWhen().equals(later.visibleWhen())) {
                    found.add(
                            new Change(
                                    where,
                                    new Words("询问条件", "when it is asked"),
                                    wordsBefore.askedWhen(),
                                    wordsAfter.askedWhen()));
                }
                if (!earlier.required().equals(later.required())) {
                    found.add(
                            new Change(
                                    where,
                                    new Words("必答条件", "when it is required"),
                                    wordsBefore.required(),
                                    wordsAfter.required()));
                }
            }

            private void options() {
                later.options().forEach((code, option) -> {
                    if (!earlier.options().containsKey(code)) {
                        found.add(new Change(where, new Words("新增选项", "option added"), NOTHING, option(option)));
                    } else {
                        differ(where, new Words("选项", "option"), option(earlier.options().get(code)), option(option));
                    }
                });
                earlier.options().forEach((code, option) -> {
                    if (!later.options().containsKey(code)) {
                        found.add(new Change(where, new Words("删除选项", "option removed"), option(option), NOTHING));
                    }
                });
                differ(
                        where,
                        new Words("选项顺序", "order of the options"),
                        common(earlier, later),
                        common(later, earlier));
            }
        }
    }

    private static Words where(Question question) {
        return new Words("第%d题".formatted(question.number()), "Question " + question.number());
    }

    /// What is the questionnaire's own wording in every language.
    private static Words said(String text) {
        return new Words(text, text);
    }

    private static Words titles(Definition definition) {
        return said(definition.sections().stream().map(Section::title).collect(Collectors.joining("；")));
    }

    private static Words section(Definition definition, Question question) {
        var index = IntStream.range(0, definition.sections().size())
                .filter(place -> definition.sections().get(place).questions().contains(question.id()))
                .findFirst()
                .orElseThrow();
        return new Words("第%d部分".formatted(index + 1), "section " + (index + 1));
    }

    /// The questions that the other version has too, in this one's order.
    private static Words common(Definition one, Definition other) {
        return said(
                one.questions()
                        .keySet()
                        .stream()
                        .filter(other.questions()::containsKey)
                        .collect(Collectors.joining("、")));
    }

    private static Words common(Question one, Question other) {
        return said(
                one.options().keySet().stream().filter(other.options()::containsKey).collect(Collectors.joining("、")));
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
