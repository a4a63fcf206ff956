package io.github.certpulse.output.export;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.session.SessionWatch;
import io.github.certpulse.output.export.Transfer.State;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/// Sends files while they are written. The body is chunked (RFC 9112, section 7.1). If the writing fails, the
/// connection ends without the last chunk, so that the client notices that the file is incomplete (section 8). The
/// writing ends when the client disconnects or requests nothing for two minutes, and when the session of the person
/// ends who requested the file.
@Singleton
@Produces(MediaType.ALL)
public class Downloads implements ResponseBodyWriter<Download> {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    /// Each holds a connection to the database as long as its client reads; the other connections are for respondents.
    static final int MAX_CONCURRENT = 8;
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private final Transfers transfers;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final SessionWatch watch;
    private final ExecutorService executor;
    private final Semaphore places = new Semaphore(MAX_CONCURRENT);

    Downloads(
            Transfers transfers,
            ApplicationEventPublisher<AuditEvent> audit,
            SessionWatch watch,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.transfers = transfers;
        this.audit = audit;
        this.watch = watch;
        this.executor = executor;
    }

    /// The same as [#send(Download)] for a download that is recorded in the audit trail before its first byte is sent.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `too-many-requests`; then nothing is recorded
    public HttpResponse<Download> send(Download download, AuditEvent event) {
        admit();
        audit.publishEvent(event);
        return response(download);
    }

    /// The response that carries a download. The writing begins when the connection is ready for it.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `too-many-requests`
    public HttpResponse<Download> send(Download download) {
        admit();
        return response(download);
    }

    /// Refuses when all places are taken. If several requests come at once for the last place, the others wait for a
    /// free one.
    private void admit() {
        if (places.availablePermits() == 0) {
            throw Problem.TOO_MANY_REQUESTS
                    .because("正在进行的下载过多，请稍后再试", "Too many downloads are running, please try again later")
                    .retryAfter(RETRY);
        }
    }

    private static HttpResponse<Download> response(Download download) {
        return HttpResponse.ok(download)
                .contentType(download.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, download.name().attachment());
    }

    /// The body of a response. If a publisher were returned instead, the framework would report a failure before
    /// sending what was written earlier.
    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<Download> type,
            MediaType mediaType,
            Download download) {
        return bodies.adapt(Flux.<ReadBuffer>create(sink -> {
            var out = new BodyStream(sink, bodies.readBufferFactory()::adapt, MAX_WAIT);
            executor.execute(() -> write(download, out, sink));
            sink.onCancel(out::end);
            sink.onDispose(endOfSession(request).subscribe(_ -> {}, _ -> {}, out::end));
        }, FluxSink.OverflowStrategy.ERROR));
    }

    /// Completes when the session of the person ends who requested the download.
    private Mono<Void> endOfSession(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .flatMap(Person::find)
                .map(watch::end)
                .orElseGet(Mono::never);
    }

    @Override
    public void writeTo(
            Argument<Download> type,
            MediaType mediaType,
            Download download,
            MutableHeaders headers,
            OutputStream out) {
        throw new UnsupportedOperationException("A download is written by the response that carries it");
    }

    /// How many downloads are being written.
    int running() {
        return MAX_CONCURRENT - places.availablePermits();
    }

    /// Always ends the transfer, since a client may follow it.
    private void write(Download download, BodyStream out, FluxSink<ReadBuffer> sink) {
        var transfer = new Transfer();
        try {
            writeInPlace(download, out, transfer);
            transfer.end(State.DONE);
            sink.complete();
        } catch (Exception | Error e) {
            transfer.end(State.BROKEN);
            if (sink.isCancelled()) {
                LOG.info("The client left {} before the end", download.name().plain());
            } else {
                // The framework logs the stack trace.
                LOG.warn("The download of {} breaks off: {}", download.name().plain(), e.toString());
                sink.error(e);
            }
        }
    }

    private void writeInPlace(Download download, BodyStream out, Transfer transfer) throws Exception {
        places.acquire();
        try {
            out.begin();
            download.tracking().ifPresent(tracking -> transfers.follow(tracking, transfer));
            download.source().writeTo(out, transfer);
            out.flush();
        } finally {
            places.release();
        }
    }
}
