package io.github.certpulse.description;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.http.SharedBody;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// The description of the interface. The compiler generates it from the routes, their bodies and their documentation;
/// at the first request it is completed with the additions, the problems and rights of each call, and the address.
@Singleton
class InterfaceDescription {
    static final List<String> ADDITIONS =
            List.of("/description/calls.yml", "/description/schemas.yml", "/description/definition.yml");
    static final String GENERATED = "/META-INF/swagger/certpulse.yml";
    private static final String PROBLEMS = "problems";
    private static final String PATHS = "paths";
    private static final List<String> ORDER = List.of("openapi", "info", "servers", "tags", PATHS, "components");
    private final Supplier<SharedBody> file;

    /// The routes exist only after the server has been built.
    InterfaceDescription(BeanProvider<Router> router, PublicUrl publicUrl) {
        this.file = SupplierUtil.memoized(
                () -> new SharedBody(
                        text(document(annotations(router.get()), publicUrl.base())).getBytes(UTF_8)));
    }

    /// As YAML.
    SharedBody file() {
        return file.get();
    }

    /// @param annotations of the routes, by method and path
    private static Mapping document(Map<String, AnnotationMetadata> annotations, String url) {
        var document = read(GENERATED);
        ADDITIONS.forEach(resource -> document.merge(read(resource)));
        var problems = new DescribedProblems(document.member(PROBLEMS));
        document.members().put("servers", List.of(Mapping.of("url", url).members()));
        calls(document, annotations).forEach(call -> {
            OperationWords.addTo(call);
            problems.addTo(call);
            DescribedRights.addTo(call);
        });
        var complete = document.copy();
        GeneratedSchemas.tidy(complete);
        SchemaNames.tidy(complete);
        var ordered = Mapping.of();
        ORDER.forEach(part -> ordered.members().put(part, complete.members().get(part)));
        return ordered;
    }

    private static List<DescribedCall> calls(Mapping document, Map<String, AnnotationMetadata> annotations) {
        var calls = new ArrayList<DescribedCall>();
        var paths = document.member(PATHS);
        paths.members().forEach((path, item) -> Mapping.from(item).members().forEach((name, content) -> {
            var method = name.toUpperCase(Locale.ROOT);
            var route = Optional.ofNullable(annotations.get(method + ' ' + path))
                    .orElseThrow(() -> new IllegalStateException("No route answers %s %s".formatted(method, path)));
            calls.add(new DescribedCall(method, path, Mapping.from(content), route));
        }));
        return calls;
    }

    private static Map<String, AnnotationMetadata> annotations(Router router) {
        return router.uriRoutes()
                .collect(
                        Collectors.toMap(
                                route -> route.getHttpMethodName() + ' ' + route.getUriMatchTemplate().toPathString(),
                                route -> route.getAnnotationMetadata(),
                                (first, _) -> first));
    }

    static Mapping read(String resource) {
        try (var in = InterfaceDescription.class.getResourceAsStream(resource)) {
            return Mapping.from(new Yaml().load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Mapping document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(document.members());
    }
}
