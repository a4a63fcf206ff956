package io.github.certpulse.console.school;

import io.github.certpulse.intake.siteword.SiteWords.ShownWord;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.List;
import java.util.Optional;

/// A school's site words of today.
///
/// @param words   those that are asked
/// @param changed the role whose word has just been changed
public record WordsPart(List<ShownWord> words, Optional<Role> changed) {

    public WordsPart {
        words = List.copyOf(words);
    }

    /// Whose word it is.
    public static Words title(Role role) {
        return switch (role) {
            case TEACHER -> new Words("教师现场口令", "Teachers' site word");
            case STUDENT -> new Words("学生现场口令", "Students' site word");
        };
    }

    /// Who has to type it.
    public static Words askedOf(ShownWord word) {
        return switch (word.asked()) {
            case OFF -> new Words("现在不需要输入。", "Nobody has to type it now.");
            case WEB -> new Words(
                    "用浏览器答卷的人要输入；用微信答卷不需要。",
                    "Whoever answers in a browser has to type it; WeChat needs none.");
            case ALL -> new Words("每个答卷的人都要输入。", "Everybody who answers has to type it.");
        };
    }
}
