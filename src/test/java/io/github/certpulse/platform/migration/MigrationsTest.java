package io.github.certpulse.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Replicas that start on a database whose tables are older, newer or half migrated.
class MigrationsTest {
    private static final Duration BEAT = Duration.ofMillis(10);
    private static final int REPLICAS = 3;
    private final TestServers servers = TestServers.shared();
    private final String name = servers.newDatabase();
    private final TestDatabase database = TestDatabase.of(name);
    private final HikariDataSource pool = pool();

    @AfterEach
    void close() {
        pool.close();
        database.close();
    }

    @Test
    void runsEachMigrationOnceWhereThreeReplicasStartTogether() {
        var together = new CyclicBarrier(REPLICAS);
        Stream.generate(() -> CompletableFuture.runAsync(() -> migrateAfter(together), Thread::startVirtualThread))
                .limit(REPLICAS)
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(versions()).doesNotHaveDuplicates().contains("1", "10");
        assertThat(database.number("select count(*) from flyway_schema_history where success = 0")).isZero();
        assertThat(leaseHolders()).isZero();
    }

    /// Flyway's own lock is not in this test: it would hide that the lease does nothing.
    @Test
    void givesTheLeaseToOneReplicaAfterAnother() {
        var together = new CyclicBarrier(REPLICAS);
        var holders = new AtomicInteger();
        var most = new AtomicInteger();
        IntStream.range(0, REPLICAS).mapToObj(_ -> CompletableFuture.runAsync(() -> {
            await(together);
            try (var _ = MigrationLease.take(pool, BEAT)) {
                most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                // Long enough for others to take a lease that is not renewed.
                var until = beats() + 2 * MigrationLease.MAX_MISSED;
                Awaitility.await().until(() -> beats() > until);
                holders.decrementAndGet();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }, Thread::startVirtualThread)).toList().forEach(CompletableFuture::join);
        assertThat(most).hasValue(1);
        assertThat(leaseHolders()).isZero();
    }

    /// As in a Galera cluster, where a change of tables ends the transactions of others.
    @Test
    void takesTheLeaseAlthoughItsStatementsAreEndedByDeadlocks() throws SQLException {
        MigrationLease.take(pool, BEAT).close();
        database.change("""
                create trigger deadlock before update on migration_lease for each row
                begin
                    set @tries = coalesce(@tries, 0) + 1;
                    if @tries % 2 = 1 then
                        signal sqlstate '40001' set mysql_errno = 1213, message_text = 'as the test has it';
                    end if;
                end""");
        try (var _ = MigrationLease.take(pool, BEAT)) {
            assertThat(leaseHolders()).isOne();
        }
        assertThat(leaseHolders()).isZero();
    }

    /// Each migration is carried out, but its replica was killed before it could write that down: another one goes on.
    @Test
    void resumesEveryMigrationWhoseReplicaWasKilledInTheMiddle() {
        var all = Flyway.configure().dataSource(pool).load().info().all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(8);
        for (var migration : all) {
            var version = migration.getVersion().getVersion();
            Migrations.migrate(pool, Flyway.configure().target(version), BEAT);
            kill(version);
            Migrations.migrate(pool, Flyway.configure().target(version), BEAT);
            assertThat(versions()).endsWith(version);
            assertThat(leaseHolders()).isZero();
        }
    }

    @Test
    void reportsAMigrationThatIsWrongAlsoWhenItIsResumed() {
        Migrations.migrate(pool, Flyway.configure().target("17"), BEAT);
        kill("17");
        database.change("rename table campaign to campaign_of_somebody_else");
        assertThatThrownBy(() -> Migrations.migrate(pool, Flyway.configure().target("17"), BEAT))
                .hasMessageContaining("campaign");
        assertThat(leaseHolders()).isZero();
    }

    /// As during a rolling upgrade: an older replica starts again while a newer one is there already.
    @Test
    void startsAnOlderReplicaOnNewerTables() {
        Migrations.migrate(pool, Flyway.configure(), BEAT);
        database.change("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                   installed_by, installed_on, execution_time, success)
                values (1000, '999', 'of a newer version', 'SQL', 'V999__of_a_newer_version.sql', 1, 'root',
                        utc_timestamp(), 1, 1)""");
        try (var service = TestService.start(servers.databasePort(), name, servers.redisPort(), Map.of())) {
            service.stranger().get("/health/readiness").expect(200);
        }
    }

    @Test
    void doesNotWaitForTheLeaseWhereNothingIsToBeMigrated() throws SQLException {
        Migrations.migrate(pool, Flyway.configure(), BEAT);
        try (var _ = MigrationLease.take(pool, BEAT)) {
            var before = beats();
            Migrations.migrate(pool, Flyway.configure(), BEAT);
            assertThat(beats()).isGreaterThanOrEqualTo(before);
            assertThat(leaseHolders()).isOne();
        }
    }

    @Test
    void migrationsHaveALongerTimeout() throws SQLException {
        try (var connection = Migrations.patient(pool).getConnection()) {
            assertThat(Duration.ofMillis(connection.getNetworkTimeout())).isGreaterThan(Duration.ofHours(1));
        }
        try (var connection = pool.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    private void migrateAfter(CyclicBarrier together) {
        await(together);
        Migrations.migrate(pool, Flyway.configure(), BEAT);
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a killed replica leaves: changed tables without an entry in the history, and a lease that nobody renews.
    private void kill(String version) {
        database.change("delete from flyway_schema_history where version = ?", version);
        database.change("update migration_lease set holder = 'killed' where id = 1");
    }

    private List<String> versions() {
        return database.column("select version from flyway_schema_history where success = 1 order by installed_rank");
    }

    private int leaseHolders() {
        return database.number("select count(*) from migration_lease where holder <> ''");
    }

    private int beats() {
        try (
                var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select beats from migration_lease")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private HikariDataSource pool() {
        var settings = TestServers.settings(servers.databasePort(), name, servers.redisPort());
        var config = new HikariConfig();
        config.setJdbcUrl(settings.get("certpulse.database.url").toString());
        config.setUsername("root");
        config.setMaximumPoolSize(12);
        return new HikariDataSource(config);
    }
}
