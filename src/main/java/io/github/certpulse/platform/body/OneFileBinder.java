package io.github.certpulse.platform.body;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.PendingRequestBindingResult;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.server.netty.MicronautHttpData;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.server.netty.multipart.NettyCompletedFileUpload;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.util.ReferenceCounted;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;

/// Passes an uploaded file to its route where the whole form has arrived and exactly one part has the file's name. The
/// framework would take the first of several, although another program may take the last.
@Singleton
class OneFileBinder
        implements AnnotatedRequestArgumentBinder<Part, CompletedFileUpload>,
        TypedRequestArgumentBinder<CompletedFileUpload> {

    @Override
    public Class<Part> getAnnotationType() {
        return Part.class;
    }

    @Override
    public Argument<CompletedFileUpload> argumentType() {
        return Argument.of(CompletedFileUpload.class);
    }

    @Override
    public BindingResult<CompletedFileUpload> bind(
            ArgumentConversionContext<CompletedFileUpload> context,
            HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> form) || !form.isFormOrMultipartData()) {
            return BindingResult.unsatisfied();
        }
        var argument = context.getArgument();
        var name = argument.getAnnotationMetadata().stringValue(Bindable.NAME).orElse(argument.getName());
        return new Pending(
                Flux.<MicronautHttpData<?>>from(form.formRouteCompleter().claimFieldsComplete(name))
                        .collectList()
                        .doOnDiscard(ReferenceCounted.class, ReferenceCounted::release)
                        .mapNotNull(OneFileBinder::only)
                        .toFuture());
    }

    /// The only part if it is a file, otherwise null.
    private static @Nullable CompletedFileUpload only(List<MicronautHttpData<?>> parts) {
        if (parts.size() == 1 && parts.getFirst() instanceof FileUpload file) {
            return new NettyCompletedFileUpload(file);
        }
        parts.forEach(MicronautHttpData::release);
        return null;
    }

    private record Pending(CompletableFuture<CompletedFileUpload> file)
            implements PendingRequestBindingResult<CompletedFileUpload> {

        @Override
        public boolean isPending() {
            return !file.isDone();
        }

        @Override
        public Optional<CompletedFileUpload> getValue() {
            return Optional.ofNullable(file.getNow(null));
        }
    }
}
