package io.github.certpulse.console.school;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;

/// How the school's pages call those who answer.
final class People {
    private People() {}

    static Words of(Role role) {
        return switch (role) {
            case TEACHER -> new Words("教师", "teachers");
            case STUDENT -> new Words("学生", "students");
        };
    }

    /// So many of them.
    static Words counted(int number, Role role) {
        var people = of(role);
        var english = number == 1 ? people.en().substring(0, people.en().length() - 1) : people.en();
        return new Words("%d 名%s".formatted(number, people.zh()), "%d %s".formatted(number, english));
    }
}
