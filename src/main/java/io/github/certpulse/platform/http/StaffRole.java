package io.github.certpulse.platform.http;

import java.util.Optional;
import java.util.stream.Stream;

/// The roles of people who sign in; each person has exactly one. A role is stored and shown by its name, which is also
/// the right that routes require.
public enum StaffRole {
    OFFICE,
    OFFICE_VIEWER,
    SCHOOL;

    /// One of [Rights].
    public String right() {
        return switch (this) {
            case OFFICE -> Rights.OFFICE;
            case OFFICE_VIEWER -> Rights.OFFICE_VIEWER;
            case SCHOOL -> Rights.SCHOOL;
        };
    }

    /// Whether the role belongs to the office.
    public boolean isOfOffice() {
        return this != SCHOOL;
    }

    public static Optional<StaffRole> parse(String name) {
        return Stream.of(values()).filter(role -> role.name().equals(name)).findFirst();
    }
}
