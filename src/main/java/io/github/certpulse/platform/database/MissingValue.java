package io.github.certpulse.platform.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The column of a new row that allows no null, but would get one.
public final class MissingValue {
    /// ER_BAD_NULL_ERROR, on MySQL and MariaDB alike.
    private static final int BAD_NULL = 1048;
    /// The name in quotes, whatever the language of the message.
    private static final Pattern NAME = Pattern.compile("(?s)[^']*'([^']+)'.*");

    private MissingValue() {}

    /// The column's name; empty where the failure has another reason.
    public static Optional<String> findIn(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof SQLException refusal && refusal.getErrorCode() == BAD_NULL)
                .map(refusal -> NAME.matcher(String.valueOf(refusal.getMessage())))
                .filter(message -> message.matches())
                .map(message -> message.group(1))
                .findFirst();
    }
}
