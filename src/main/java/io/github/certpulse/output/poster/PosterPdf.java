package io.github.certpulse.output.poster;

import static java.util.Objects.requireNonNull;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Writes posters as PDF. The font comes with the service, not from the machine. The file holds only the letters that
/// it uses, once for all its pages.
@Singleton
public class PosterPdf {
    private static final String FONT = "/fonts/wqy-microhei.ttc";
    private static final String FACE = "WenQuanYiMicroHei";
    private static final String FAMILY = "Poster";
    private static final String BASE =
            requireNonNull(PosterPdf.class.getResource("/static/poster/poster.css")).toExternalForm();
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    PosterPdf() throws IOException {
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new BundledFont(face(fonts())));
    }

    /// Writes a page for each poster. Posters are laid out one at a time, and finished pages are kept in a temporary
    /// file, so that memory does not grow with their number. The stream gets all bytes at the end.
    ///
    /// @param each runs after each poster
    public void write(Iterator<Poster> posters, OutputStream out, Runnable each) throws IOException {
        try (var fonts = fonts(); var document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            var font = PDType0Font.load(document, face(fonts), true);
            while (posters.hasNext()) {
                add(posters.next(), document, font);
                each.run();
            }
            document.getDocumentInformation().setTitle("1+X 证书制度试点调查海报");
            document.save(out);
        }
    }

    private void add(Poster poster, PDDocument document, PDType0Font font) throws IOException {
        var page = new StringOutput();
        templates.render("output/poster/pdf.jte", poster, page);
        var builder = new PdfRendererBuilder()
                .withHtmlContent(page.toString(), BASE)
                .useExternalResourceAccessControl(
                        (address, _) -> address.equals(BASE),
                        ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .useFont(new PDFontSupplier(font), FAMILY)
                .useSVGDrawer(new ModuleDrawer())
                .usePDDocument(document);
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
        }
    }

    /// Read again for each file: two threads must not use the same font at once.
    private static TrueTypeCollection fonts() throws IOException {
        try (var file = requireNonNull(PosterPdf.class.getResourceAsStream(FONT))) {
            return new TrueTypeCollection(file);
        }
    }

    private static TrueTypeFont face(TrueTypeCollection fonts) throws IOException {
        return requireNonNull(fonts.getFontByName(FACE));
    }
}
