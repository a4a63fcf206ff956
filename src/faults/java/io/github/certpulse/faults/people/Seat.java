package io.github.certpulse.faults.people;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province.School;

/// Where one answers: a role for a certificate of a school.
///
/// @param campaign    its path in the API
/// @param certificate its id
/// @param cap         the most responses that are taken in here; 0: any number
public record Seat(String campaign, School school, String certificate, Role role, int cap) {}
