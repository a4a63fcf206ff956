package io.github.certpulse.survey.definition;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.definition.DefinitionViolation.Part;
import io.github.certpulse.survey.definition.DefinitionViolation.Place;

/// The rules between the parts of a definition, with the codes and messages of their violations.
enum DefinitionRule {
    // Questions and sections
    ID_DUPLICATE("id-duplicate", "%s 出现了两次", "%s is in questions twice"),
    NUMBER_DUPLICATE("number-duplicate", "%s 的题号 %d 与另一题相同", "%s has number %d, which another question has"),
    SECTION_QUESTION_UNKNOWN(
            "section-question-unknown",
            "各部分中的 %s 不是题目",
            "sections contain %s, which is not a question"),
    SECTION_QUESTION_TWICE("section-question-twice", "%s 在各部分中出现了两次", "sections contain %s twice"),
    SECTION_MISSING("section-missing", "%s 不在任何部分中", "%s is not in any section"),
    SECTION_ORDER(
            "section-order",
            "各部分中题目的顺序与题目列表不同",
            "sections list the questions in another order than questions does"),

    // Conditions. Values: the question, its condition in both languages, the question that the condition names
    QUESTION_UNKNOWN(
            "question-unknown",
            "%1$s 的%2$s引用了 %4$s，没有这道题",
            "%1$s's %3$s refers to %4$s, which is not a question"),
    QUESTION_NOT_EARLIER(
            "question-not-earlier",
            "%1$s 的%2$s引用了 %4$s，该题不在本题之前",
            "%1$s's %3$s refers to %4$s, which is not an earlier question"),
    QUESTION_IS_TEXT(
            "question-is-text",
            "%1$s 的%2$s引用了 %4$s，该题是填空题",
            "%1$s's %3$s refers to %4$s, which is a text"),
    OPTION_UNKNOWN(
            "option-unknown",
            "%1$s 的%2$s引用了 %4$s，该题没有选项 %5$s",
            "%1$s's %3$s refers to %4$s, which has no option %5$s"),

    // Options
    OPTIONS_TOO_MANY("options-too-many", "%s 有 %d 个选项，最多 %d 个", "%s has %d options, and %d is the most"),
    OTHER_TEXT_TWICE(
            "other-text-twice",
            "%s 有两个需要填写文字的选项，而一份答卷对该题只有一处文字",
            "%s has two options with otherText, and a sheet has one text for them"),
    LEVEL_TWICE("level-twice", "%s 有两个选项对应同一层次", "%s has two options for one level"),
    PREFILL_NEEDS_LEVELS(
            "prefill-needs-levels",
            "%s 由学校层次预填，须为注明层次的单选题",
            "%s is prefilled from school.level and needs single options that name levels"),
    LEVELS_NEED_PREFILL(
            "levels-need-prefill",
            "%s 的选项注明了层次，但该题不由学校层次预填",
            "%s has options that name levels and is not prefilled from school.level"),
    PREFILL_NEEDS_TEXT(
            "prefill-needs-text",
            "%s 由学校地市预填，须为填空题",
            "%s is prefilled from school.city and needs to be a text"),

    // Variables. Values: the question, the variable, the owner of its name in both languages
    VARIABLE_TAKEN(
            "variable-taken",
            "%1$s 产生的变量名 %2$s 已被占用：%3$s",
            "%1$s makes a variable %2$s, a name that %4$s");

    private final String code;
    private final Words words;

    DefinitionRule(String code, String zh, String en) {
        this.code = code;
        this.words = new Words(zh, en);
    }

    /// The violation at a part of a question.
    ///
    /// @param values for the placeholders of the message
    DefinitionViolation at(int question, Part part, Object... values) {
        return at(new Place.Item(question, part), values);
    }

    /// The violation at any place.
    DefinitionViolation at(Place place, Object... values) {
        return new DefinitionViolation(place, code, words.with(values));
    }
}
