package io.github.certpulse.output.poster;

import static java.util.stream.Collectors.toList;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/// Draws a [io.github.certpulse.files.qr.QrCode] that is in a page as SVG. It draws one filled path, which is sharp at
/// every size and has no seams between the modules. It understands only the kind of path that codes are made of.
final class ModuleDrawer implements SVGDrawer {
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    @Override
    public SVGImage buildSVGImage(
            Element svg,
            Box box,
            CssContext style,
            double width,
            double height,
            double dotsPerPixel) {
        var side = Integer.parseInt(svg.getAttribute("viewBox").replaceFirst(".* ", ""));
        var modules = MODULE.matcher(((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d"))
                .results()
                .map(
                        module -> new Rectangle2D.Double(
                                Integer.parseInt(module.group(1)),
                                Integer.parseInt(module.group(2)),
                                1,
                                1))
                .collect(toList());
        return new Picture(side, modules, width, height, dotsPerPixel);
    }

    /// @param width in dots, as the layout counts
    private record Picture(int side, List<Rectangle2D.Double> modules, double width, double height, double dotsPerPixel)
            implements SVGDrawer.SVGImage {

        @Override
        public int getIntrinsicWidth() {
            return (int) width;
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) height;
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            device.drawWithGraphics(
                    (float) x,
                    (float) y,
                    (float) (width / dotsPerPixel),
                    (float) (height / dotsPerPixel),
                    this::draw);
        }

        private void draw(Graphics2D pen) {
            var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
            modules.forEach(module -> path.append(module, false));
            pen.setColor(Color.BLACK);
            pen.fill(
                    path.createTransformedShape(
                            AffineTransform
                                    .getScaleInstance(width / dotsPerPixel / side, height / dotsPerPixel / side)));
        }
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> fonts, SharedContext context) {
        // A code has no text.
    }

    @Override
    public void addFontFile(File font, String family, Integer weight, FontStyle style) {
        // A code has no text.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
