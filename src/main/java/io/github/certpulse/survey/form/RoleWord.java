package io.github.certpulse.survey.form;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The role of respondents in the words of authors: `teacher`, 教师, 学生问卷.
public final class RoleWord {
    private static final Map<Role, List<String>> WORDS = Map.of(
            Role.TEACHER,
            List.of("teacher", "教师", "老师", "教師"),
            Role.STUDENT,
            List.of("student", "学生", "學生", "学员"));

    private RoleWord() {}

    /// The role that the text names; empty if it names none or both.
    public static Optional<Role> parse(String text) {
        var words = CellText.oneLine(text).toLowerCase(Locale.ROOT);
        var named = WORDS.entrySet()
                .stream()
                .filter(role -> role.getValue().stream().anyMatch(words::contains))
                .map(Map.Entry::getKey)
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }
}
