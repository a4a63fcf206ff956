package io.github.certpulse.survey.campaign;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// A certificate that one school pilots.
///
/// @param position           its place on the roster
/// @param registeredStudents students registered for it on the certificate platform
/// @param withdrawn          no longer on the roster: not asked for, its answers kept
/// @param teachersTaken      places taken under a cap, kept up to date only while the campaign has one; students alike
/// @param nameKey            the name as it is compared, [io.github.certpulse.survey.spelling.NameKey]; unlike every
///                           other of the school where an old roster had it twice
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

    /// The same when it is no longer on the roster; it gives back the places taken.
    public Certificate afterWithdrawal() {
        return new Certificate(id, schoolId, position, name, level, registeredStudents, true, 0, 0, nameKey);
    }
}
