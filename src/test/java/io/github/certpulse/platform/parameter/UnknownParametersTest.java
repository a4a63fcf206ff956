package io.github.certpulse.platform.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Parameters that a route of the API does not have.
@Fast
class UnknownParametersTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");

    @Test
    void areRefusedByEveryReadingRouteOfTheOffice() {
        var office = province.office();
        var routes = routes().map(path -> path.replace("/campaigns/{id}", "/campaigns/" + province.id()))
                .filter(path -> path.startsWith("/api/v1/campaigns"))
                .map(path -> path.replaceAll("\\{[^}]*}", "x"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(15);
        for (var route : routes) {
            assertThat(
                    office.get(route + "?colour=red&shape=round").expectProblem(400, "parameter-unknown").violations())
                    .as(route)
                    .containsExactly("colour unknown", "shape unknown");
        }
    }

    private Stream<String> routes() {
        return service.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethodName().equals("GET"))
                .map(UriRouteInfo::getUriMatchTemplate)
                .map(Object::toString)
                .map(template -> template.replaceAll("\\{\\?[^}]*}", ""));
    }

    @Test
    void areRefusedWhoeverAsksAndWhateverTheMethod() {
        var code = province.school("甲校").teacherCode();
        service.stranger().get("/api/v1/entries/" + code + "?from=poster").expectProblem(400, "parameter-unknown");
        service.stranger().get("/api/v1/questionnaires/teacher-2020/1?v=2").expectProblem(400, "parameter-unknown");
        province.office().post("/api/v1/campaigns?dryRun=true", "{}").expectProblem(400, "parameter-unknown");
        province.office()
                .send("DELETE", province.path() + "?force=true", BodyPublishers.noBody())
                .expectProblem(400, "parameter-unknown");
        province.office().get(province.path()).expect(200);
        for (var near : List.of("Role=TEACHER", "channels=WEB", "until=2026-01-01T00:00:00Z")) {
            province.office().get(province.path() + "/results?" + near).expectProblem(400, "parameter-unknown");
        }
    }

    /// Who may not use a route does not learn about its parameters.
    @Test
    void doNotComeBeforeTheRights() {
        service.stranger().get(province.path() + "/results?colour=red").expectProblem(401, "unauthorized");
        province.clerk("甲校").get(province.path() + "/results?colour=red").expectProblem(403, "forbidden");
        province.office().get("/api/v1/nowhere?colour=red").expectProblem(404, "not-found");
    }

    @Test
    void areToleratedOnPagesForRespondentsAndInConsoles() {
        var code = province.school("甲校").teacherCode();
        for (var page : List.of("/s/" + code, "/static/page.css", "/")) {
            service.stranger().get(page + "?utm_source=poster&scancode_time=1").expect(200);
        }
        province.office().get("/office/campaigns/" + province.id() + "/results?utm_source=mail").expect(200);
    }

    @Test
    void declaredOnesPass() {
        for (var known : List.of(
                "/results?role=TEACHER&city=&level=&route=&school=&certificate=&quality=all",
                "/results?role=TEACHER&channel=&from=&to=&minCell=5",
                "/crosstab?role=TEACHER&row=q9&column=level",
                "/schools?page=0&size=5",
                "/progress?detail=certificates&quality=unflagged",
                "/shortages?city=&level=",
                "/exports/responses.csv?role=TEACHER&setAside=include&download=abcdefgh")) {
            province.office().get(province.path() + known).expect(200);
        }
    }
}
