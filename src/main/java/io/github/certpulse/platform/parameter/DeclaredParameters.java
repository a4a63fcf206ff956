package io.github.certpulse.platform.parameter;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.inject.ExecutableMethod;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of the query parameters that a route's method declares: its own arguments with [QueryValue], and those of
/// its [RequestBean]s.
@Singleton
class DeclaredParameters {
    private final Map<ExecutableMethod<?, ?>, Set<String>> byMethod = new ConcurrentHashMap<>();

    Set<String> of(ExecutableMethod<?, ?> method) {
        return byMethod.computeIfAbsent(method, DeclaredParameters::read);
    }

    private static Set<String> read(ExecutableMethod<?, ?> method) {
        return Stream.of(method.getArguments())
                .flatMap(DeclaredParameters::names)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(Argument<?> argument) {
        if (argument.isAnnotationPresent(RequestBean.class)) {
            return BeanIntrospection.getIntrospection(argument.getType())
                    .getBeanProperties()
                    .stream()
                    .filter(property -> property.isAnnotationPresent(QueryValue.class))
                    .map(property -> name(property.getAnnotationMetadata(), property.getName()));
        }
        return argument.isAnnotationPresent(QueryValue.class)
                ? Stream.of(name(argument.getAnnotationMetadata(), argument.getName()))
                : Stream.empty();
    }

    private static String name(AnnotationMetadata annotations, String declared) {
        return annotations.stringValue(QueryValue.class).filter(name -> !name.isEmpty()).orElse(declared);
    }
}
