package io.github.certpulse.platform.body;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.MediaType;
import io.micronaut.http.uri.UriMatchTemplate;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Finds the limit of an address: [BodyLimit#FILE] where one of its routes consumes `multipart/form-data`, that of
/// [LimitedBody] where one of its routes has it, otherwise [BodyLimit#FORM].
@Singleton
public class BodyLimits {
    private static final Pattern AFTER_PATH = Pattern.compile("[?#]");
    private final Supplier<List<Address>> addresses;

    /// @param beginning what comes before the first variable
    private record Address(String beginning, UriMatchTemplate template, BodyLimit limit) {
        private static Address of(UriMatchTemplate template, BodyLimit limit) {
            return new Address(template.toPathString().split("\\{", 2)[0], template, limit);
        }
    }

    /// The routes exist only after the server has been built, and the server needs this bean.
    BodyLimits(BeanProvider<Router> router) {
        this.addresses = SupplierUtil.memoized(
                () -> router.get()
                        .uriRoutes()
                        .map(route -> Address.of(route.getUriMatchTemplate(), limitOf(route)))
                        .filter(address -> address.limit != BodyLimit.FORM)
                        .distinct()
                        .toList());
    }

    private static BodyLimit limitOf(UriRouteInfo<?, ?> route) {
        return route.getConsumes().contains(MediaType.MULTIPART_FORM_DATA_TYPE) ? BodyLimit.FILE
                : route.getAnnotationMetadata().enumValue(LimitedBody.class, BodyLimit.class).orElse(BodyLimit.FORM);
    }

    /// @param target the request target of the first line: a path, maybe with a query
    public BodyLimit limitOf(String target) {
        var path = AFTER_PATH.split(target, 2)[0];
        for (var address : addresses.get()) {
            if (path.startsWith(address.beginning) && address.template.match(path).isPresent()) {
                return address.limit;
            }
        }
        return BodyLimit.FORM;
    }
}
