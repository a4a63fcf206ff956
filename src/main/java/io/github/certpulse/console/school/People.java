package io.github.certpulse.console.school;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;

/// Words for the respondents of a role on the school's pages.
final class People {
    private People() {}

    static Words words(Role role) {
        return switch (role) {
            case TEACHER -> new Words("教师", "teachers");
            case STUDENT -> new Words("学生", "students");
        };
    }

    /// A number of respondents, such as “3 teachers”.
    static Words counted(int number, Role role) {
        var people = words(role);
        var english = number == 1 ? people.en().substring(0, people.en().length() - 1) : people.en();
        return new Words("%d 名%s".formatted(number, people.zh()), "%d %s".formatted(number, english));
    }
}
