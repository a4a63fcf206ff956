package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    private final TestService service = TestService.shared();

    @Test
    void reportsThatCommitsAreNotWrittenToDisk() throws SQLException {
        var durability = service.bean(Durability.class);
        try (var database = TestDatabase.of(service)) {
            var usual = database.number("select @@global.innodb_flush_log_at_trx_commit");
            try {
                database.change("set global innodb_flush_log_at_trx_commit = 1");
                assertThat(durability.deviations()).isEmpty();
                database.change("set global innodb_flush_log_at_trx_commit = 2");
                assertThat(durability.deviations()).singleElement()
                        .asString()
                        .contains("innodb_flush_log_at_trx_commit=2");
            } finally {
                database.change("set global innodb_flush_log_at_trx_commit = " + usual);
            }
        }
    }
}
