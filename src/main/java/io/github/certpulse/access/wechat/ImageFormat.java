package io.github.certpulse.access.wechat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The image formats of WeChat's codes, detected by the first bytes, because WeChat's content types are unreliable.
enum ImageFormat {
    JPEG("image/jpeg", "FFD8"),
    PNG("image/png", "89504E47");

    private final String contentType;
    private final byte[] beginning;

    ImageFormat(String contentType, String beginning) {
        this.contentType = contentType;
        this.beginning = HexFormat.of().parseHex(beginning);
    }

    String contentType() {
        return contentType;
    }

    static Optional<ImageFormat> detect(byte[] bytes) {
        return Arrays.stream(values())
                .filter(
                        kind -> bytes.length > kind.beginning.length
                                && Arrays.equals(
                                        bytes,
                                        0,
                                        kind.beginning.length,
                                        kind.beginning,
                                        0,
                                        kind.beginning.length))
                .findFirst();
    }
}
