package io.github.certpulse.numbers.feedback;

import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// What a school is shown of a role's answers until enough further responses have been received.
///
/// @param respondents responses counted
/// @param setAside    which of the school's and role's responses were set aside, [Results.Respondents#setAsideMark]
/// @param questions   the distribution as it is shown, JSON
@MappedEntity("school_result")
record Snapshot(@Id long schoolId, Role role, int respondents, String questions, Instant takenAt, long setAside) {}
