package io.github.certpulse.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.data.exceptions.DataAccessException;
import java.io.IOException;
import java.sql.SQLSyntaxErrorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs SQL that is written by hand on a table of this test.
class DatabaseTest {
    private static final Instant FAR = Instant.parse("2045-03-01T00:00:00.123456Z");
    private final TestService service = TestService.shared();
    private final Database database = service.bean(Database.class);
    private final TestDatabase testDatabase = TestDatabase.of(service);

    @BeforeEach
    void createTable() {
        testDatabase.change("drop table if exists pupil");
        testDatabase.change("""
                create table pupil
                (id bigint primary key, name varchar(40), born datetime(6), photo varbinary(9), age int)""");
    }

    @AfterEach
    void dropTable() {
        testDatabase.change("drop table pupil");
        testDatabase.close();
    }

    @Test
    void readsStoredValuesByTheNamesOfColumns() {
        insert(1, "王'五", FAR, new byte[]{0, -1}, 12);
        var read = database.first(
                row -> List.of(row.getLong("id"), row.getString("name"), row.getInstant("born"), row.getInt("age")),
                "select age, born, name, id from pupil where name = ? and born = ?",
                "王'五",
                FAR);
        assertThat(read).contains(List.of(1L, "王'五", FAR, 12));
        assertThat(database.list(row -> row.getBytes("photo"), "select photo from pupil"))
                .containsExactly(new byte[]{0, -1});
    }

    @Test
    void readsNullAsEmpty() {
        insert(1, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
        database.list(row -> {
            assertThat(row.findInt("age")).isEqualTo(OptionalInt.empty());
            assertThat(row.findInstant("born")).isEmpty();
            assertThat(row.findBytes("photo")).isEmpty();
            return row;
        }, "select * from pupil");
    }

    @Test
    void rollsBackWhatWasNotCommitted() {
        var seen = database.inTransaction(connection -> {
            connection.update("insert into pupil (id) values (?)", 1);
            return connection.list(row -> row.getLong("id"), "select id from pupil");
        });
        assertThat(seen).containsExactly(1L);
        assertThat(ids()).isEmpty();
    }

    @Test
    void keepsThePoolUsableAfterStreamsThatEndedEarly() {
        for (var id = 1; id <= 3; id++) {
            insertPupil(id, id);
        }
        for (var i = 0; i < 40; i++) {
            var read = new ArrayList<Long>();
            assertThatThrownBy(() -> database.<IOException>stream(row -> {
                read.add(row.getLong("id"));
                throw new IOException("enough");
            }, "select id from pupil where age > ? order by id", 1)).isInstanceOf(IOException.class);
            assertThat(read).containsExactly(2L);
        }
        assertThat(ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void throwsTheDriversExceptionAsTheCause() {
        assertThatThrownBy(() -> database.list(row -> row, "select nothing from nowhere"))
                .isInstanceOf(DataAccessException.class)
                .hasCauseInstanceOf(SQLSyntaxErrorException.class);
    }

    @Test
    void bindsListsOfNumbersWithFewDifferentStatements() {
        for (var id = 1; id <= 6; id++) {
            insertPupil(id, id);
        }
        var five = NumberList.from(List.of(5L, 4L, 3L, 2L, 1L));
        assertThat(five.values()).containsExactly(1L, 2L, 3L, 4L, 5L, 5L, 5L, 5L);
        assertThat(NumberList.from(List.of(7L)).sql()).isEqualTo("(?)");
        assertThat(
                database.list(
                        row -> row.getLong("id"),
                        "select id from pupil where id in " + five.sql(),
                        five.values().toArray()))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    private List<Long> ids() {
        return database.list(row -> row.getLong("id"), "select id from pupil order by id");
    }

    private void insertPupil(long id, int age) {
        insert(id, "李", Optional.empty(), Optional.empty(), OptionalInt.of(age));
    }

    private void insert(long id, Object name, Object born, Object photo, Object age) {
        var inserted = database.run(
                connection -> connection.update(
                        "insert into pupil (id, name, born, photo, age) values (?, ?, ?, ?, ?)",
                        id,
                        name,
                        born,
                        photo,
                        age));
        assertThat(inserted).isOne();
    }
}
