package io.github.certpulse.console.office.path;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Breaks text into lines, because SVG does not.
final class SvgText {
    private static final int NODE_LINES = 2;

    private SvgText() {}

    /// At most as many lines as fit into a node; the last line ends with “…” where lines were cut.
    static List<String> shortened(List<String> lines) {
        return lines.size() <= NODE_LINES ? lines
                : Stream.concat(
                        lines.stream().limit(NODE_LINES - 1),
                        Stream.of(lines.get(NODE_LINES - 1).replaceFirst("..$", "…"))).toList();
    }

    /// Wraps a text. Characters other than Latin letters have the width of two.
    ///
    /// @param width in halves of a Chinese character
    static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            int wide = halves(Character.toString(point));
            // No line begins with closing punctuation.
            if (used + wide > width && ")）。？！，、；：”".indexOf(point) < 0) {
                var blank = point < 0x2000 && point != ' ' ? line.lastIndexOf(" ") : -1;
                lines.add(blank > 0 ? line.substring(0, blank) : line.toString());
                line.delete(0, blank > 0 ? blank + 1 : line.length());
                used = halves(line.toString());
            }
            line.appendCodePoint(point);
            used += wide;
        }
        lines.add(line.toString());
        return lines;
    }

    /// How wide a text is, in halves of a Chinese character.
    static int halves(String text) {
        return text.codePoints().map(point -> point < 0x2000 ? 1 : 2).sum();
    }
}
