package io.github.certpulse.platform.http;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds the annotations of a request's route, for filters that apply to some routes only.
@Singleton
public class Routes {
    private final Router router;

    Routes(Router router) {
        this.router = router;
    }

    /// The annotations of the request's route, including those of its controller. Where no route accepts the request,
    /// for example because of its method or type, those of all routes of the address; empty where the address is
    /// unknown.
    public List<AnnotationMetadata> annotationsOf(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(match -> List.of(match.getAnnotationMetadata()))
                .orElseGet(
                        () -> router.findAny(request)
                                .stream()
                                .map(AnnotationMetadataProvider::getAnnotationMetadata)
                                .toList());
    }
}
