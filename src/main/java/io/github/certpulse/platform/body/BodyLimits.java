package io.github.certpulse.platform.body;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.MediaType;
import io.micronaut.http.uri.UriMatchTemplate;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Finds the limit of an address: [BodyLimit#FILE] where one of its routes consumes `multipart/form-data`, otherwise
/// [BodyLimit#FORM].
@Singleton
class BodyLimits {
    private static final Pattern AFTER_PATH = Pattern.compile("[?#]");
    private final Supplier<List<UriMatchTemplate>> addressesOfFiles;

    /// The routes exist only after the server has been built, and the server needs this bean.
    BodyLimits(BeanProvider<Router> router) {
        this.addressesOfFiles = SupplierUtil.memoized(
                () -> router.get()
                        .uriRoutes()
                        .filter(route -> route.getConsumes().contains(MediaType.MULTIPART_FORM_DATA_TYPE))
                        .map(route -> route.getUriMatchTemplate())
                        .distinct()
                        .toList());
    }

    /// @param target the request target of the first line: a path, maybe with a query
    BodyLimit limitOf(String target) {
        var path = AFTER_PATH.split(target, 2)[0];
        return addressesOfFiles.get().stream().anyMatch(address -> address.match(path).isPresent()) ? BodyLimit.FILE
                : BodyLimit.FORM;
    }
}
