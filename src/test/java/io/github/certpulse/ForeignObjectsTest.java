package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every route that names a campaign and something of it is asked for a campaign together with a school of another one,
/// and for campaigns that do not exist. New routes join by themselves.
@Fast
class ForeignObjectsTest {
    private static final String NOBODYS = "0S9NY4W2PYW35";
    private static final List<String> MALFORMED = List.of("0", "-1", "x".repeat(300), "%F0%9F%98%80", "%27%20or%201=1");
    private final TestService service = TestService.shared();
    private final Visitor office = service.office();

    @Test
    void aSchoolOfAnotherCampaignIsMissingEverywhere() {
        var own = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var other = Province.with(service, "乙校,高职,武汉市,,,物流管理,中级,120");
        var routes = routes("schoolId").toList();
        try (var database = TestDatabase.of(service)) {
            var before = entries(database, own, other);

            assertThat(routes).isNotEmpty().allSatisfy(route -> {
                var path = path(route, own.id(), other.school("乙校").id());
                assertThat(status(route, path)).as(path)
                        .isIn(
                                route.getHttpMethodName().equals("GET")
                                        ? List.of(404)
                                        : List.of(400, 404, 415, 422));
            });

            assertThat(entries(database, own, other)).isEqualTo(before);
        }
        // The same requests succeed for the campaign's own school, so the answers above say something.
        assertThat(
                routes.stream()
                        .filter(route -> route.getHttpMethodName().equals("GET"))
                        .map(route -> status(route, path(route, own.id(), own.school("甲校").id()))))
                .contains(200);
    }

    @Test
    void whatDoesNotExistIsMissingEverywhereAndNeverAnError() {
        var routes = routes("id").toList();

        assertThat(routes).hasSizeGreaterThan(20).allSatisfy(route -> {
            for (var id : Stream.concat(Stream.of(NOBODYS), MALFORMED.stream()).toList()) {
                var path = path(route, id, id);
                assertThat(status(route, path)).as("%s %s", route.getHttpMethodName(), path).isBetween(300, 499);
            }
        });
    }

    private Stream<UriRouteInfo<?, ?>> routes(String variable) {
        return service.bean(Router.class)
                .uriRoutes()
                .filter(
                        route -> route.getUriMatchTemplate().toPathString().contains("{" + variable + "}")
                                && !route.getUriMatchTemplate().toPathString().endsWith("/live"));
    }

    private static String path(UriRouteInfo<?, ?> route, String campaign, String school) {
        return route.getUriMatchTemplate()
                .toPathString()
                .replace("{id}", campaign)
                .replace("{schoolId}", school)
                .replace("{file}", "teacher.png")
                .replaceAll("\\{[^}]*}", "teacher");
    }

    private int status(UriRouteInfo<?, ?> route, String path) {
        return office
                .send(
                        route.getHttpMethodName(),
                        path,
                        BodyPublishers.noBody(),
                        "Content-Type",
                        route.getConsumes()
                                .stream()
                                .findFirst()
                                .map(Object::toString)
                                .filter(type -> !type.startsWith("multipart"))
                                .orElse("application/json"))
                .status();
    }

    private static List<String> entries(TestDatabase database, Province... provinces) {
        return Stream.of(provinces)
                .flatMap(
                        province -> database.column(
                                "select concat(e.code, e.role, ifnull(e.valid, 0)) from entry e"
                                        + " join school s on s.id = e.school_id where s.campaign_id = ? order by 1",
                                TestDatabase.id(province.id()))
                                .stream())
                .toList();
    }
}
