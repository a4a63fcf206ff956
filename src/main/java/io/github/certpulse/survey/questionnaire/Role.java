package io.github.certpulse.survey.questionnaire;

/// Who answers: each role has its own questionnaire, its own code and its own quota.
public enum Role {
    TEACHER,
    STUDENT
}
