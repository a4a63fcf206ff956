package io.github.certpulse.survey.roster;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// One valid row of a roster: a school and one certificate that it pilots. Texts are trimmed, on one line and not
/// empty; names are spelled as in the file.
///
/// @param row                as spreadsheets count rows, from 1
/// @param level              本科, 高职, 中职 or 开放大学; other names in the file are replaced by these
/// @param certificateLevel   as the file has it, usually 初级, 中级 or 高级
/// @param registeredStudents registered for the certificate, 0 to 10,000,000
public record RosterRow(
        int row,
        String school,
        String level,
        Optional<String> city,
        Optional<String> route,
        Optional<String> address,
        String certificate,
        String certificateLevel,
        int registeredStudents) {

    public RosterRow {
        requireNonNull(school);
        requireNonNull(level);
        requireNonNull(city);
        requireNonNull(route);
        requireNonNull(address);
        requireNonNull(certificate);
        requireNonNull(certificateLevel);
    }
}
