package io.github.certpulse.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Reads a PDF as it would be printed.
public final class PrintedPage implements AutoCloseable {
    private static final int PRINTER_DPI = 300;
    private final PDDocument document;

    public PrintedPage(byte[] pdf) {
        try {
            document = Loader.loadPDF(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    /// Width and height of a page in whole millimetres.
    public List<Long> millimetres(int page) {
        var box = document.getPage(page).getMediaBox();
        return List.of(Math.round(box.getWidth() / 72 * 25.4), Math.round(box.getHeight() / 72 * 25.4));
    }

    /// The text of a page without white space and without text beyond the page's edges.
    public String text(int page) {
        try {
            var width = document.getPage(page).getMediaBox().getWidth();
            var stripper = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    if (text.getXDirAdj() >= 0 && text.getXDirAdj() + text.getWidthDirAdj() <= width + 1) {
                        super.processTextPosition(text);
                    }
                }
            };
            stripper.setStartPage(page + 1);
            stripper.setEndPage(page + 1);
            return stripper.getText(document).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The fonts of a page's text.
    public List<PDFont> fonts(int page) {
        try {
            var fonts = new ArrayList<PDFont>();
            var resources = document.getPage(page).getResources();
            for (var name : resources.getFontNames()) {
                fonts.add(resources.getFont(name));
            }
            return fonts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The image of a printed page at 300 dpi.
    ///
    /// @param scale 1 at full size, 0.5 at half
    public BufferedImage onPaper(int page, double scale) {
        try {
            return new PDFRenderer(document).renderImageWithDPI(page, (float) (PRINTER_DPI * scale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
