package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every kind of person requests every route of the running service.
@Fast
class RightsTest {
    private static final String OWN_CODE = "io.github.certpulse";
    /// The framework's endpoints; the settings open only these.
    private static final Pattern FOR_MACHINES = Pattern.compile("/(health|prometheus)\\b.*");
    /// These pages redirect people who are not signed in to the sign-in.
    private static final Pattern PAGE = Pattern.compile("(GET|HEAD|POST) /(office|school|sessions|second-factor)\\b.*");
    private static final String NOBODY = "nobody";
    private final TestService service = TestService.shared();
    private final Map<String, Visitor> people = new LinkedHashMap<>();

    @Test
    void everyRouteRefusesPeopleWithoutItsRights() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        people.put(NOBODY, service.stranger());
        people.put("RESPONDENT", service.wechatUser());
        people.put("SCHOOL", province.clerk("甲校"));
        people.put("OFFICE_VIEWER", service.viewer());
        people.put("OFFICE", service.officeWithoutContacts());
        people.put("OFFICE, CONTACTS", service.office());
        var faults = new ArrayList<String>();
        routes().forEach(route -> faults.addAll(faults(route)));
        assertThat(faults).isEmpty();
        assertThat(routes().toList()).hasSizeGreaterThan(25);
    }

    @Test
    void viewersReadEverythingWithoutPersonalData() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var viewer = service.viewer();
        for (var open : List.of(
                "",
                "/schools",
                "/progress",
                "/results?role=TEACHER",
                "/crosstab?role=TEACHER&row=q7&column=level",
                "/qrcodes.zip")) {
            viewer.get(province.path() + open).expect(200);
        }
        viewer.get("/api/v1/campaigns").expect(200);
        for (var closed : List.of(province.path() + "/contacts", "/api/v1/audit", "/api/v1/accounts")) {
            viewer.get(closed).expectProblem(403, "forbidden");
        }
        viewer.post("/api/v1/campaigns", "{}").expectProblem(403, "forbidden");
        viewer.patch(province.path(), "{}").expectProblem(403, "forbidden");
        viewer.post(province.path() + "/accounts", "").expectProblem(403, "forbidden");
        viewer.upload(province.path() + "/roster", "a", new byte[1]).expectProblem(403, "forbidden");
        viewer.post(province.path() + "/schools/" + province.school("甲校").id() + "/entries/teacher", "")
                .expectProblem(403, "forbidden");
        viewer.get("/api/v1/school/progress").expectProblem(403, "forbidden");
    }

    private Stream<UriRouteInfo<?, ?>> routes() {
        return service.bean(Router.class)
                .uriRoutes()
                .filter(route -> !FOR_MACHINES.matcher(route.getUriMatchTemplate().toPathString()).matches());
    }

    private List<String> faults(UriRouteInfo<?, ?> route) {
        var name = route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
        if (!route.getTargetMethod().getDeclaringType().getName().startsWith(OWN_CODE)) {
            return List.of(name + " is not the service's own: " + route.getTargetMethod().getDeclaringType().getName());
        }
        var allowed = Arrays.asList(route.getTargetMethod().stringValues(Secured.class));
        if (allowed.isEmpty()) {
            return List.of(name + " has no rule");
        }
        if (allowed.contains(SecurityRule.IS_ANONYMOUS)) {
            return List.of();
        }
        return people.keySet()
                .stream()
                .filter(
                        person -> Stream.of(person.split(", ")).noneMatch(allowed::contains)
                                && !(allowed.contains(SecurityRule.IS_AUTHENTICATED) && !person.equals(NOBODY)))
                .flatMap(
                        person -> fault(
                                name,
                                person,
                                person.equals(NOBODY) ? 401 : 403,
                                status(route, people.get(person))))
                .toList();
    }

    private static Stream<String> fault(String route, String person, int expected, int status) {
        var right = expected == 401 && PAGE.matcher(route).matches() ? 303 : expected;
        return status == right ? Stream.empty()
                : Stream.of("%s answers %s with %d instead of %d".formatted(route, person, status, right));
    }

    private static int status(UriRouteInfo<?, ?> route, Visitor person) {
        var path = route.getUriMatchTemplate().toPathString().replaceAll("\\{[^}]*}", "x");
        var type = HttpRequest.create(route.getHttpMethod(), path).getMethod().requiresRequestBody()
                ? route.getConsumes().stream().findFirst().map(Object::toString).orElse("application/json")
                : "application/json";
        var headers = type.startsWith("multipart") ? "multipart/form-data; boundary=x" : type;
        return person.send(route.getHttpMethodName(), path, BodyPublishers.noBody(), "Content-Type", headers).status();
    }
}
