package io.github.certpulse.output.export;

import io.github.certpulse.output.export.Transfer.State;
import io.github.certpulse.platform.problem.Problem;
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

/// Sends files while they are written. The body is chunked (RFC 9112, section 7.1); where the writing fails, the
/// connection ends without the last chunk, so that the client knows it has not got all (section 8). A client that goes
/// away, or takes nothing for two minutes, ends the writing.
@Singleton
@Produces(MediaType.ALL)
public class Downloads implements ResponseBodyWriter<Download> {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    /// Each holds a connection to the database as long as its client likes; the others are for the people who answer.
    static final int MAX_CONCURRENT = 8;
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final ExecutorService executor;
    private final Semaphore places = new Semaphore(MAX_CONCURRENT);

    Downloads(@Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.executor = executor;
    }

    /// Refuses where all places are taken. Of several that ask at once, those too many wait for a place.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `too-many-requests`
    public void admit() {
        if (places.availablePermits() == 0) {
            throw Problem.TOO_MANY_REQUESTS
                    .because("正在进行的下载过多，请稍后再试", "Too many downloads are running, please try again later")
                    .retryAfter(RETRY);
        }
    }

    /// The response that carries a download. The writing begins when the connection is ready for it.
    public HttpResponse<Download> send(Download download) {
        return HttpResponse.ok(download)
                .contentType(download.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, download.disposition())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    /// The body of a response. What the framework does with a publisher would let a failure overtake what was written
    /// before.
    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<Download> type,
            MediaType mediaType,
            Download download) {
        return bodies.adapt(Flux.<ReadBuffer>create(sink -> {
            var out = new BodyStream(sink, bodies.readBufferFactory()::adapt, PATIENCE);
            var writer = executor.submit(() -> write(download, out, sink));
            sink.onCancel(() -> writer.cancel(true));
        }, FluxSink.OverflowStrategy.ERROR));
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

    /// How many are on their way.
    int running() {
        return MAX_CONCURRENT - places.availablePermits();
    }

    /// The transfer ends in any case: somebody may be following it.
    private void write(Download download, BodyStream out, FluxSink<ReadBuffer> sink) {
        var transfer = new Transfer();
        try {
            inPlace(download, out, transfer);
            transfer.end(State.DONE);
            sink.complete();
        } catch (Exception | Error e) {
            transfer.end(State.BROKEN);
            if (sink.isCancelled()) {
                LOG.info("The client left {} before the end", download.name());
            } else {
                // The framework logs the whole of it.
                LOG.warn("The download of {} breaks off: {}", download.name(), e.toString());
                sink.error(e);
            }
        }
    }

    private void inPlace(Download download, BodyStream out, Transfer transfer) throws Exception {
        places.acquire();
        try {
            out.begin();
            download.writing().to(out, transfer);
            out.flush();
        } finally {
            places.release();
        }
    }
}
