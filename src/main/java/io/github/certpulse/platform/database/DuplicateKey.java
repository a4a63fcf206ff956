package io.github.certpulse.platform.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The key by which the database refused a new row. A table has several, and only some of them mean that what the row
/// says is there already; so nobody judges by the error alone.
public final class DuplicateKey {
    /// What every primary key is called.
    public static final String PRIMARY = "PRIMARY";
    /// ER_DUP_ENTRY, on MySQL and MariaDB alike.
    private static final int DUPLICATE_ENTRY = 1062;
    /// The last name in quotes, whatever language the server speaks. MySQL puts the table in front of it, MariaDB does
    /// not.
    private static final Pattern LAST_NAME = Pattern.compile("(?s).*'(?:[^'.]*\\.)?([^'.]+)'[^']*");

    private DuplicateKey() {}

    /// The key's name as in the migrations; empty where a failure is about something else, or names no key.
    public static Optional<String> findIn(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof SQLException refusal && refusal.getErrorCode() == DUPLICATE_ENTRY)
                .map(refusal -> LAST_NAME.matcher(String.valueOf(refusal.getMessage())))
                .filter(message -> message.matches())
                .map(message -> message.group(1))
                .findFirst();
    }
}
