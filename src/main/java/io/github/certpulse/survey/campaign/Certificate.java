package io.github.certpulse.survey.campaign;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// A certificate that one school pilots.
///
/// @param position           its position on the roster
/// @param registeredStudents students registered for it on the certificate platform
/// @param withdrawn          no longer on the roster: not required any more; its answers are kept
/// @param teachersTaken      teachers' responses that count towards a cap; up to date only while the campaign has one
/// @param studentsTaken      the same for students
/// @param nameKey            the [io.github.certpulse.survey.spelling.NameKey] of the name; an old roster could contain
///                           a name twice for a school, and then the keys were made different
@MappedEntity
public record Certificate(
        @Id long id,
        long schoolId,
        int position,
        String name,
        String level,
        int registeredStudents,
        boolean withdrawn,
        int teachersTaken,
        int studentsTaken,
        String nameKey) {

    /// This certificate after its withdrawal; it takes no places any more.
    public Certificate afterWithdrawal() {
        return new Certificate(id, schoolId, position, name, level, registeredStudents, true, 0, 0, nameKey);
    }
}
