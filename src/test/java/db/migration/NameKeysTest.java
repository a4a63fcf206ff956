package db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// Migrates a database in which imports created the same school and certificate twice, in two spellings.
class NameKeysTest {
    private final TestServers servers = TestServers.shared();
    private final String url = TestServers.settings(servers.databasePort(), servers.newDatabase(), servers.redisPort())
            .get("certpulse.database.url")
            .toString();

    @Test
    void keepsDuplicatesAndGivesAllOtherCertificatesOneSpelling() throws SQLException {
        // Runs the migrations before the tested one.
        flyway("8?");
        run(
                """
                        insert into campaign (id, title, province, opens_at, closes_at, teachers_per_certificate,
                                              students_per_certificate, teachers_per_school, students_per_school,
                                              student_share, teacher_questionnaire, student_questionnaire, channels,
                                              sample, respondent_key, revision, created_at)
                        values (1, 't', 'p', now(), now(), 5, 10, 0, 0, 0, 'teacher-2020@1', 'student-2020@1', 'WECHAT',
                                false, '', 0, now())""",
                """
                        insert into school (id, campaign_id, position, name, level)
                        values (1, 1, 0, '甲校（南）', '高职'), (2, 1, 1, '甲校(南)', '高职'),
                                (3, 1, 2, '乙 校', '高职')""",
                """
                        insert into certificate (id, school_id, position, name, level, registered_students, withdrawn)
                        values (1, 1, 0, 'Web前端', '中级', 1, false), (2, 1, 1, 'WEB前端', '中级', 1, false),
                                (3, 3, 2, 'WEB 前端', '中级', 1, false),
                               (4, 2, 0, 'web前端', '中级', 1, false), (5, 2, 1, 'Web前端', '中级', 1, false)""");
        flyway("latest");

        assertThat(column("select concat(name, '|', name_key) from school order by id"))
                .containsExactly("甲校（南）|甲校(南)", "甲校(南)|甲校(南) 2", "乙 校|乙校");
        assertThat(column("select concat(name, '|', name_key) from certificate order by id"))
                .containsExactly(
                        "Web前端|web前端",
                        "WEB前端|web前端 2",
                        "Web前端|web前端",
                        "web前端|web前端",
                        "Web前端|web前端 5");
        assertThat(column("""
                select concat(index_name, non_unique) from information_schema.statistics
                 where table_schema = database() and column_name = 'name_key' order by 1"""))
                .containsExactly("certificate_name_key0", "school_name_key0");
    }

    private void flyway(String target) {
        Flyway.configure().dataSource(url, "root", "").target(target).load().migrate();
    }

    private void run(String... statements) throws SQLException {
        try (
                var connection = DriverManager.getConnection(
                        url,
                        "root",
                        "");
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    private List<String> column(String query) throws SQLException {
        try (
                var connection = DriverManager.getConnection(
                        url,
                        "root",
                        "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }
}
