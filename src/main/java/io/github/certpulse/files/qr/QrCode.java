package io.github.certpulse.files.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/// A QR code (ISO/IEC 18004) for print: error correction Q, which tolerates damage of a quarter of the code, and the
/// quiet zone of four modules that the standard requires.
public final class QrCode {
    private static final int QUIET_ZONE = 4;
    /// In pixels; sharp when printed at 8 cm and 300 dpi.
    private static final int MIN_WIDTH = 1000;
    private final BitMatrix modules;

    public QrCode(String content) {
        try {
            modules = new QRCodeWriter().encode(
                    content,
                    BarcodeFormat.QR_CODE,
                    0,
                    0,
                    Map.of(
                            EncodeHintType.ERROR_CORRECTION,
                            ErrorCorrectionLevel.Q,
                            EncodeHintType.MARGIN,
                            QUIET_ZONE,
                            EncodeHintType.CHARACTER_SET,
                            "UTF-8"));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /// A PNG image: black on white, one bit a pixel, every module a whole number of pixels.
    public byte[] png() {
        var scale = Math.ceilDiv(MIN_WIDTH, modules.getWidth());
        var width = modules.getWidth() * scale;
        var image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_BINARY);
        var line = new int[width];
        for (var y = 0; y < width; y++) {
            if (y % scale == 0) {
                for (var x = 0; x < width; x++) {
                    line[x] = modules.get(x / scale, y / scale) ? 0 : 1;
                }
            }
            image.getRaster().setPixels(0, y, width, 1, line);
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Modules from side to side, the quiet zone included.
    public int width() {
        return modules.getWidth();
    }

    /// The dark modules as the path of an SVG picture, one user unit a module.
    public String path() {
        var path = new StringBuilder();
        for (var y = 0; y < modules.getHeight(); y++) {
            for (var x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return path.toString();
    }

    /// A complete SVG image, 80 mm wide.
    public String svg() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="80mm" viewBox="0 0 %1$d %1$d" \
                shape-rendering="crispEdges">
                <rect width="%1$d" height="%1$d" fill="#fff"/>
                <path d="%2$s" fill="#000"/>
                </svg>
                """
                .formatted(width(), path());
    }
}
