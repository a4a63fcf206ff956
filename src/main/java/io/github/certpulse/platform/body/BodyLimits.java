package io.github.certpulse.platform.body;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.MediaType;
import io.micronaut.http.uri.UriMatchTemplate;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/// Which limit an address has: [BodyLimit#FILE] where one of its routes consumes `multipart/form-data`, and
/// [BodyLimit#FORM] everywhere else.
@Singleton
class BodyLimits {
    private final Supplier<List<UriMatchTemplate>> addressesOfFiles;

    /// The routes are known only after the server has been built, which needs this.
    BodyLimits(BeanProvider<Router> router) {
        this.addressesOfFiles = SupplierUtil.memoized(
                () -> router.get()
                        .uriRoutes()
                        .filter(route -> route.getConsumes().contains(MediaType.MULTIPART_FORM_DATA_TYPE))
                        .map(route -> route.getUriMatchTemplate())
                        .distinct()
                        .toList());
    }

    /// The limit of a request's target.
    ///
    /// @param target what the request's first line names: a path, maybe with a query
    BodyLimit limitOf(String target) {
        var path = target.split("[?#]", 2)[0];
        return addressesOfFiles.get().stream().anyMatch(address -> address.match(path).isPresent()) ? BodyLimit.FILE
                : BodyLimit.FORM;
    }
}
