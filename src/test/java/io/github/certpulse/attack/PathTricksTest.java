package io.github.certpulse.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Attack;
import io.github.certpulse.testing.PlantedServer;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A stranger tries every route that is not for strangers, in many spellings. New routes are tried by themselves.
@Attack
class PathTricksTest {
    private static final String[] TABLES = {"account", "campaign", "school", "certificate", "entry", "response",
            "contact", "completion", "questionnaire"};
    private final TestService service = TestService.shared();

    @Test
    void noSpellingOfAPathLetsAStrangerIn() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        try (var database = TestDatabase.of(service)) {
            var before = checksums(database);
            var tricks = new PathTricks(service.url());
            var routes = routes().toList();

            var faults = routes.stream()
                    .flatMap(
                            route -> tricks
                                    .faults(
                                            route.getHttpMethodName(),
                                            route.getUriMatchTemplate()
                                                    .toPathString()
                                                    .replaceFirst("(?<=/campaigns/)\\{[^}]*}", province.id())
                                                    .replaceFirst("(?<=/schools/)\\{[^}]*}", school.id())
                                                    .replaceAll("\\{[^}]*}", "teacher"))
                                    .stream())
                    .toList();

            assertThat(faults).isEmpty();
            assertThat(routes).hasSizeGreaterThan(50);
            assertThat(checksums(database)).isEqualTo(before);
        }
    }

    @Test
    void noSpellingReachesAFileOutsideTheStaticOnes() {
        var tricks = new PathTricks(service.url());
        for (var path : List.of(
                "/static/%2e%2e/application.yml",
                "/static/..%2fapplication.yml",
                "/static/..%5capplication.yml",
                "/webjars/%2e%2e/%2e%2e/%2e%2e/application.yml",
                "/openapi/..%2f..%2fapplication.yml",
                "/static/%2e%2e/db/migration/V1__tables.sql",
                "/static/////etc/passwd")) {
            assertThat(tricks.faults("GET", path)).as(path).isEmpty();
        }
    }

    @Test
    void findsAFaultThatWasPlanted() {
        // A server that decodes a path after it has looked at who may see it.
        try (
                var server = PlantedServer.answering(
                        exchange -> exchange.getRequestURI().getRawPath().startsWith("/api/") ? 401 : 200)) {
            assertThat(new PathTricks(server.url()).faults("GET", "/api/v1/campaigns"))
                    .anyMatch(fault -> fault.contains("//api"))
                    .anyMatch(fault -> fault.contains("/API/"));
        }
    }

    private Stream<UriRouteInfo<?, ?>> routes() {
        return service.bean(Router.class)
                .uriRoutes()
                .filter(
                        route -> !Arrays.asList(route.getTargetMethod().stringValues(Secured.class))
                                .contains(SecurityRule.IS_ANONYMOUS))
                .filter(
                        route -> route.getTargetMethod()
                                .getDeclaringType()
                                .getName()
                                .startsWith("io.github.certpulse"));
    }

    private static List<String> checksums(TestDatabase database) {
        return Arrays.stream(TABLES)
                .map(
                        table -> database.column(
                                "select concat(count(*), ' ', coalesce(sum(crc32(concat_ws('|', %s))), 0)) from `%s`"
                                        .formatted(columns(database, table), table))
                                .getFirst())
                .toList();
    }

    private static String columns(TestDatabase database, String table) {
        return String.join(
                ", ",
                database.column(
                        "select concat('ifnull(hex(', column_name, '), ''null'')') from information_schema.columns"
                                + " where table_schema = ? and table_name = ? order by ordinal_position",
                        TestService.shared().database(),
                        table));
    }
}
