package io.github.certpulse.access.account;

import io.github.certpulse.platform.http.StaffRole;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.security.SecureRandom;
import java.time.Instant;

/// The account of a member of the office or of a school's clerk.
///
/// @param schoolId   a clerk's school; null for the office
/// @param contacts   whether an account with the role OFFICE also has
///                   [io.github.certpulse.platform.http.Rights#CONTACTS]
/// @param closed     whether signing in is impossible until the account is reopened
/// @param generation a number that valid sessions contain, random; new with each password, and when the account is
///                   closed
@MappedEntity
public record Account(
        @Id long id,
        String username,
        StaffRole role,
        @Nullable Long schoolId,
        String passwordHash,
        boolean mustChangePassword,
        boolean contacts,
        boolean closed,
        int generation,
        Instant createdAt) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A generation that no session contains yet.
    public static int newGeneration() {
        return RANDOM.nextInt(1, Integer.MAX_VALUE);
    }

    /// A new account with a first password.
    static Account create(
            long id,
            String username,
            StaffRole role,
            @Nullable Long schoolId,
            String passwordHash,
            boolean contacts,
            Instant now) {
        return new Account(id, username, role, schoolId, passwordHash, true, contacts, false, 0, now);
    }

    public boolean mayReadContacts() {
        return contacts && role == StaffRole.OFFICE;
    }
}
