package io.github.certpulse.platform.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// A body of text that many clients get. It is compressed at most once; the server compresses only what is not yet.
public final class SharedBody {
    private static final String GZIP = "gzip";
    private static final Pattern WEIGHT_ZERO = Pattern.compile(";\\s*q=0(\\.0*)?$");
    /// Smaller bodies are sent as they are, as the server does with other responses.
    private static final int MIN_COMPRESSED = 1024;
    private final byte[] plain;
    private volatile byte @Nullable [] compressed;

    /// @param text must not be modified
    public SharedBody(byte[] text) {
        this.plain = text;
    }

    /// The bytes that it has without compression.
    public int size() {
        return plain.length;
    }

    /// The body, compressed where the client accepts it.
    public MutableHttpResponse<byte[]> answer(HttpHeaders request) {
        return varying(
                isCompressible() && accepts(request)
                        ? HttpResponse.ok(compressed()).header(HttpHeaders.CONTENT_ENCODING, GZIP)
                        : HttpResponse.ok(plain));
    }

    /// The answer to a client that has the body, with the headers that are told to caches (RFC 9110, 15.4.5).
    MutableHttpResponse<byte[]> notModified() {
        return varying(HttpResponse.notModified());
    }

    private MutableHttpResponse<byte[]> varying(MutableHttpResponse<byte[]> answer) {
        return isCompressible() ? answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING) : answer;
    }

    private boolean isCompressible() {
        return plain.length >= MIN_COMPRESSED;
    }

    /// RFC 9110, 12.5.3: a list of encodings, each with an optional weight; 0 means that it is not accepted.
    private static boolean accepts(HttpHeaders request) {
        return request.getAll(HttpHeaders.ACCEPT_ENCODING)
                .stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
                .map(String::strip)
                .anyMatch(
                        encoding -> encoding.split(";", 2)[0].strip().equals(GZIP)
                                && !WEIGHT_ZERO.matcher(encoding).find());
    }

    private synchronized byte[] compressed() {
        var bytes = compressed;
        if (bytes == null) {
            bytes = compress(plain);
            compressed = bytes;
        }
        return bytes;
    }

    private static byte[] compress(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
