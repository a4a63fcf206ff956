package io.github.certpulse.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class DuplicateKeyTest {
    private final TestDatabase database = TestDatabase.of(TestService.shared());

    @BeforeEach
    void createRows() {
        database.change("""
                create temporary table pupil
                (id int primary key, name varchar(400) not null, unique key pupil_name (name))""");
        database.change("insert into pupil values (1, '王五'), (2, \"for key 'PRIMARY'\"), (3, repeat(\"x'.'\", 100))");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                    "`1, '赵六'` | PRIMARY",
                    "`4, '王五'` | pupil_name",
                    "`4, \"for key 'PRIMARY'\"` | pupil_name",
                    "`4, repeat(\"x'.'\", 100)` | pupil_name",
                    "`1, '王五'` | PRIMARY"},
            delimiter = '|')
    void findsTheKeyInTheDatabasesError(String row, String key) {
        assertThat(DuplicateKey.findIn(refusal(row))).contains(key);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                    "`Doppelter Eintrag '7-a.b' für Schlüssel 'response_id'` | response_id",
                    "`Duplikalt bejegyzes '7' a 'PRIMARY' kulcs szerint.` | PRIMARY",
                    "`重复条目'7'用于键'response.response_person'` | response_person"},
            delimiter = '|')
    void findsTheKeyInMessagesOfEveryLanguage(String message, String key) {
        assertThat(DuplicateKey.findIn(new IllegalStateException(new SQLException(message, "23000", 1062))))
                .contains(key);
    }

    @Test
    void findsNoKeyInOtherErrors() {
        assertThat(DuplicateKey.findIn(refusal("4, null"))).isEmpty();
        assertThat(DuplicateKey.findIn(new SQLException("Duplicate entry", "23000", 1062))).isEmpty();
    }

    private Throwable refusal(String row) {
        return catchThrowable(() -> database.change("insert into pupil values (%s)".formatted(row)));
    }
}
