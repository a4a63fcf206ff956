package io.github.certpulse.survey.questionnaire;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.stream.Stream;

/// One value for each role.
public record PerRole<T>(T teacher, T student) {

    public PerRole {
        requireNonNull(teacher);
        requireNonNull(student);
    }

    /// The values that a function returns for each role.
    public static <T> PerRole<T> from(Function<Role, T> value) {
        return new PerRole<>(value.apply(Role.TEACHER), value.apply(Role.STUDENT));
    }

    /// The role's value.
    public T of(Role role) {
        return switch (role) {
            case TEACHER -> teacher;
            case STUDENT -> student;
        };
    }

    /// Both values, the teacher's first.
    public Stream<T> stream() {
        return Stream.of(teacher, student);
    }
}
