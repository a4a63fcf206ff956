package io.github.certpulse.platform.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import java.util.List;
import java.util.Queue;

/// Decodes requests, and marks those as failed about whose end a proxy could have another opinion (RFC 9112, 6): then
/// the proxy would take for one request what the service takes for two. Nothing behind such a request is read.
///
/// Netty's decoder removes or mends some of these headers, so they are examined before it sees them.
final class RequestDecoder extends HttpRequestDecoder {
    /// So many requests of one connection may wait for their answers.
    static final int MAX_UNANSWERED = 128;
    private final Queue<HttpMethod> unanswered;
    private final HeadLines lines = new HeadLines();
    private boolean inHead = true;
    private boolean headBegun;
    private boolean failed;

    /// @param unanswered takes the method of each request
    RequestDecoder(HttpDecoderConfig config, Queue<HttpMethod> unanswered) {
        super(config);
        this.unanswered = unanswered;
    }

    /// Whether a part of a request's head has arrived, and not the whole.
    boolean isInHead() {
        return headBegun;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (failed) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        if (inHead) {
            headBegun |= bytes.isReadable();
            lines.examine(bytes);
        }
        var before = out.size();
        super.decode(context, bytes, out);
        for (var i = before; i < out.size() && !failed; i++) {
            follow((HttpObject) out.get(i));
            if (failed) {
                // What follows is the end of a request without a body.
                out.subList(i + 1, out.size()).clear();
            }
        }
    }

    private void follow(HttpObject decoded) {
        if (decoded instanceof HttpRequest request) {
            if (lines.areDisputed() || unanswered.size() >= MAX_UNANSWERED) {
                request.setDecoderResult(DecoderResult.failure(new DisputedLengthException()));
            }
            unanswered.add(request.method());
            inHead = false;
            headBegun = false;
        }
        if (decoded instanceof LastHttpContent) {
            lines.reset();
            inHead = true;
        }
        failed = decoded.decoderResult().isFailure();
    }

    private static final class DisputedLengthException extends IllegalArgumentException {
        DisputedLengthException() {
            super("The headers do not say clearly where the request ends");
        }
    }

    /// The lines of a request's head, each examined once, when it is whole. The decoder removes whole lines from the
    /// buffer, so that the buffer always begins with a line.
    private static final class HeadLines {
        private static final String TRANSFER_ENCODING = "transfer-encoding:";
        private static final String CONTENT_LENGTH = "content-length:";
        /// Netty takes eight bytes behind a request with this header for its body.
        private static final String OLD_WEB_SOCKET = "sec-websocket-key1:";
        private static final String CHUNKED = "chunked";
        private static final int MAX_DIGITS = 19;
        private boolean requestLineSeen;
        private boolean framed;
        private boolean disputed;

        boolean areDisputed() {
            return disputed;
        }

        void reset() {
            requestLineSeen = false;
            framed = false;
            disputed = false;
        }

        void examine(ByteBuf bytes) {
            var start = bytes.readerIndex();
            var end = bytes.writerIndex();
            for (int feed; (feed = bytes.indexOf(start, end, (byte) '\n')) >= 0; start = feed + 1) {
                var lineEnd = feed > start && bytes.getByte(feed - 1) == '\r' ? feed - 1 : feed;
                if (requestLineSeen) {
                    if (lineEnd == start) {
                        return;
                    }
                    examineHeader(bytes, start, lineEnd);
                } else {
                    requestLineSeen =
                            bytes.forEachByte(start, lineEnd - start, ByteProcessor.FIND_NON_LINEAR_WHITESPACE)
                                    >= 0;
                }
            }
        }

        private void examineHeader(ByteBuf bytes, int start, int end) {
            switch (bytes.getByte(start)) {
                // A line that continues the one before it (RFC 9112, 5.2).
                case ' ', '\t' -> disputed = true;
                case 'T', 't' -> {
                    if (begins(bytes, start, end, TRANSFER_ENCODING)) {
                        frame(isChunked(bytes, start + TRANSFER_ENCODING.length(), end));
                    }
                }
                case 'C', 'c' -> {
                    if (begins(bytes, start, end, CONTENT_LENGTH)) {
                        frame(isNumber(bytes, start + CONTENT_LENGTH.length(), end));
                    }
                }
                case 'S', 's' -> disputed |= begins(bytes, start, end, OLD_WEB_SOCKET);
                default -> {}
            }
        }

        /// At most one header says where the body ends.
        private void frame(boolean valid) {
            disputed |= framed || !valid;
            framed = true;
        }

        private static boolean isChunked(ByteBuf bytes, int from, int to) {
            var start = afterBlanks(bytes, from, to);
            return begins(bytes, start, to, CHUNKED) && afterBlanks(bytes, start + CHUNKED.length(), to) == to;
        }

        private static boolean isNumber(ByteBuf bytes, int from, int to) {
            var start = afterBlanks(bytes, from, to);
            var end = start;
            while (end < to && bytes.getByte(end) >= '0' && bytes.getByte(end) <= '9') {
                end++;
            }
            return end > start && end - start <= MAX_DIGITS && afterBlanks(bytes, end, to) == to;
        }

        private static int afterBlanks(ByteBuf bytes, int from, int to) {
            var at = from;
            while (at < to && bytes.getByte(at) == ' ') {
                at++;
            }
            return at;
        }

        /// Whether the line begins with a word in any case.
        private static boolean begins(ByteBuf bytes, int start, int end, String lowerCase) {
            if (end - start < lowerCase.length()) {
                return false;
            }
            for (var i = 0; i < lowerCase.length(); i++) {
                if (Character.toLowerCase((char) (bytes.getByte(start + i) & 0xff)) != lowerCase.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
