package io.github.certpulse.platform.http;

import io.github.certpulse.platform.json.Sha256;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.util.Arrays;

/// A body that never changes under its address, so that clients may cache it.
public final class ImmutableBody {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private final SharedBody body;
    private final String etag;

    /// @param bytes must not be modified
    /// @param etag  the strong entity tag of the bytes, quotes included (RFC 9110, 8.8.3)
    public ImmutableBody(byte[] bytes, String etag) {
        this.body = new SharedBody(bytes);
        this.etag = etag;
    }

    public static ImmutableBody from(byte[] bytes) {
        return new ImmutableBody(bytes, '"' + Sha256.hex(bytes) + '"');
    }

    public String etag() {
        return etag;
    }

    /// The bytes, or 304 where the client has cached them.
    public MutableHttpResponse<byte[]> answer(HttpHeaders request) {
        return (isCached(request) ? body.notModified() : body.answer(request)).header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
    }

    /// RFC 9110, 13.1.2: a list of entity tags, compared weakly, or `*`.
    private boolean isCached(HttpHeaders request) {
        return request.getAll(HttpHeaders.IF_NONE_MATCH)
                .stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
