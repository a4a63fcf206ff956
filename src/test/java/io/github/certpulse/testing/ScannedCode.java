package io.github.certpulse.testing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Reads QR codes from images, as a phone does.
public final class ScannedCode {
    private static final int PIXELS_PER_MODULE = 6;
    private static final Pattern VIEW_BOX = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    private ScannedCode() {}

    public static String png(byte[] picture) {
        try {
            return read(ImageIO.read(new ByteArrayInputStream(picture)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All codes in an image, in no particular order.
    public static List<String> all(BufferedImage picture) {
        try {
            return Stream.of(
                    new QRCodeMultiReader().decodeMultiple(bitmap(picture), Map.of(DecodeHintType.TRY_HARDER, true)))
                    .map(Result::getText)
                    .toList();
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("no code in the picture", e);
        }
    }

    /// All codes in a PNG image.
    public static List<String> all(byte[] png) {
        try {
            return all(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Draws the SVG image and reads its code.
    public static String svg(String picture) {
        var box = VIEW_BOX.matcher(picture);
        if (!box.find()) {
            throw new IllegalArgumentException("no size: " + picture);
        }
        var width = Integer.parseInt(box.group(1)) * PIXELS_PER_MODULE;
        var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, width);
        pen.setColor(Color.BLACK);
        MODULE.matcher(picture)
                .results()
                .forEach(
                        module -> pen.fillRect(
                                Integer.parseInt(module.group(1)) * PIXELS_PER_MODULE,
                                Integer.parseInt(module.group(2)) * PIXELS_PER_MODULE,
                                PIXELS_PER_MODULE,
                                PIXELS_PER_MODULE));
        pen.dispose();
        return read(image);
    }

    /// The only code in an image, by the reader of many: that of one always picks wrong corners of some codes.
    private static String read(BufferedImage picture) {
        var codes = all(picture);
        if (codes.size() != 1) {
            throw new IllegalArgumentException(codes.size() + " codes in the picture");
        }
        return codes.getFirst();
    }

    private static BinaryBitmap bitmap(BufferedImage picture) {
        return new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture)));
    }
}
