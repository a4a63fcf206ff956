package io.github.certpulse.numbers.answer;

import java.util.Optional;

/// Where a response came from: one certificate of one school, as the roster describes them now.
///
/// @param school      its id
/// @param certificate its id
/// @param registered  the students who are registered for the certificate at the school
public record Origin(
        long school,
        String schoolName,
        String level,
        Optional<String> city,
        Optional<String> route,
        long certificate,
        String certificateName,
        int registered) {}
