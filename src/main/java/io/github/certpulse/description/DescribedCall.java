package io.github.certpulse.description;

import io.github.certpulse.platform.http.WithoutSession;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.stream.Stream;

/// A call of the interface.
///
/// @param method    in capitals
/// @param path      with its variables, as in the description
/// @param operation what the description says about it
/// @param route     the annotations of the route that answers it
record DescribedCall(String method, String path, Mapping operation, AnnotationMetadata route) {

    /// As the additions name it: `GET /api/v1/campaigns`.
    String name() {
        return method + " " + path;
    }

    /// The rights of which one is enough.
    List<String> rights() {
        return List.of(route.stringValues(Secured.class));
    }

    /// Whether everybody may call it.
    boolean isOpen() {
        return rights().contains(SecurityRule.IS_ANONYMOUS);
    }

    /// Whether the cookie of a console is accepted.
    boolean acceptsSession() {
        return !isOpen() && !route.hasAnnotation(WithoutSession.class);
    }

    boolean changesSomething() {
        return !method.equals("GET");
    }

    boolean hasBody() {
        return operation.find("requestBody").isPresent();
    }

    /// Its answers that are not problems.
    Stream<Mapping> successes() {
        var responses = operation.member("responses");
        return responses.members()
                .keySet()
                .stream()
                .filter(status -> status.startsWith("2"))
                .flatMap(status -> responses.find(status).stream());
    }
}
