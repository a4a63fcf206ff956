package io.github.certpulse.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestService;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same routes as those of the framework's router, which tries all routes.
@Fast
class PrefixRouterTest {
    private final Router router = TestService.shared().bean(Router.class);

    @Test
    void findsEveryRouteThatTheFrameworkFinds() {
        assertThat(router).isInstanceOf(PrefixRouter.class);
        var requests = router.uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.CUSTOM)
                .flatMap(
                        route -> paths(route.getUriMatchTemplate().toPathString())
                                .map(path -> HttpRequest.create(route.getHttpMethod(), path)))
                .toList();
        assertThat(requests).hasSizeGreaterThan(500);
        for (var request : requests) {
            assertThat(Optional.ofNullable(router.findClosest(request)).map(PrefixRouterTest::target))
                    .as("%s %s", request.getMethod(), request.getPath())
                    .isEqualTo(router.findAllClosest(request).stream().findFirst().map(PrefixRouterTest::target));
        }
    }

    @Test
    void findsNoRouteForUnknownAddresses() {
        for (var path : List.of("/", "/api", "/api/", "/api/v1/nothing", "/api//v1/entries/x", "/%61pi/v1/entries/x")) {
            assertThat(Optional.ofNullable(router.findClosest(HttpRequest.GET(path))).map(PrefixRouterTest::target))
                    .as(path)
                    .isEqualTo(
                            router.findAllClosest(HttpRequest.GET(path))
                                    .stream()
                                    .findFirst()
                                    .map(PrefixRouterTest::target));
        }
    }

    /// The address with other values for its variables, and with more or less than it should have.
    private static Stream<String> paths(String template) {
        return Stream.of("x", "1.png", "teacher")
                .map(value -> template.replaceAll("\\{[^}]*}", value))
                .flatMap(path -> Stream.of(path, path + "/", path + "/more", path + "?a=b/c"))
                .filter(path -> !path.startsWith("//"));
    }

    private static String target(UriRouteMatch<?, ?> match) {
        return match.getRouteInfo().getTargetMethod() + " " + match.getVariableValues();
    }
}
