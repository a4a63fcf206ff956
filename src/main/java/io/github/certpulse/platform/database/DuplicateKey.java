package io.github.certpulse.platform.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The unique key that a new row violates. A table has several keys, and only some of them mean that the row's content
/// is stored already, so the error number alone is not enough.
public final class DuplicateKey {
    /// The name of every primary key.
    public static final String PRIMARY = "PRIMARY";
    /// ER_DUP_ENTRY, on MySQL and MariaDB alike.
    private static final int DUPLICATE_ENTRY = 1062;
    /// The last name in quotes, whatever the language of the message. MySQL puts the table's name before it, MariaDB
    /// does not.
    private static final Pattern LAST_NAME = Pattern.compile("(?s).*'(?:[^'.]*\\.)?([^'.]+)'[^']*");

    private DuplicateKey() {}

    /// The key's name as in the migrations; empty where the failure has another reason, or names no key.
    public static Optional<String> findIn(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof SQLException refusal && refusal.getErrorCode() == DUPLICATE_ENTRY)
                .map(refusal -> LAST_NAME.matcher(String.valueOf(refusal.getMessage())))
                .filter(message -> message.matches())
                .map(message -> message.group(1))
                .findFirst();
    }
}
