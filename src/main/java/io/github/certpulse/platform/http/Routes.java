package io.github.certpulse.platform.http;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.List;

/// What is declared at the route of a request, for filters that hold for some routes only.
@Singleton
public class Routes {
    private final Router router;

    Routes(Router router) {
        this.router = router;
    }

    /// The annotations of the request's route, those of its controller included. Where no route takes the request, say
    /// because of its method or its type, those of all routes of the address; empty where the address is unknown.
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
