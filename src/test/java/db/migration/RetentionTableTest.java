package db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// An installation of the version before gets the rule of retention.
class RetentionTableTest {
    private final String name = TestServers.shared().newDatabase();

    @Test
    void campaignsThatEndedLongAgoAreKeptThirtyDaysMore() {
        try (var database = TestDatabase.of(name)) {
            migrate("10?");
            for (var campaign : new int[][]{{1, 149}, {2, 151}, {3, 900}}) {
                database.change(
                        """
                                insert into campaign (id, title, province, opens_at, closes_at,
                                    teachers_per_certificate, students_per_certificate, teachers_per_school,
                                    students_per_school, student_share, teacher_questionnaire, student_questionnaire,
                                    channels, sample, respondent_key, revision, created_at)
                                values (?, 't', 'p', utc_timestamp() - interval 1000 day,
                                        utc_timestamp() - interval ? day, 5, 10, 0, 0, 0, 'teacher-2020@1',
                                        'student-2020@1', 'WECHAT', false, '', 0, utc_timestamp())""",
                        campaign[0],
                        campaign[1]);
            }
            migrate("latest");
            assertThat(database.column("select campaign_id from retention order by 1")).containsExactly("2", "3");
            assertThat(
                    database.number(
                            "select count(*) from retention "
                                    + "where timestampdiff(day, utc_timestamp(), destroy_from) between 29 and 31 "
                                    + "and time(destroy_from + interval 8 hour) = '00:00:00'"))
                    .isEqualTo(2);
        }
    }

    private void migrate(String target) {
        var servers = TestServers.shared();
        var settings = TestServers.settings(servers.databasePort(), name, servers.redisPort());
        Flyway.configure()
                .dataSource(settings.get("certpulse.database.url").toString(), "root", "")
                .target(target)
                .load()
                .migrate();
    }
}
