package io.github.certpulse.console.office.questionnaires;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Breaks text into lines, which SVG does not do.
final class SvgText {
    private static final int NODE_LINES = 2;

    private SvgText() {}

    /// At most so many lines as a question has room for, of which the last says that there were more.
    static List<String> shortened(List<String> lines) {
        return lines.size() <= NODE_LINES ? lines
                : Stream.concat(
                        lines.stream().limit(NODE_LINES - 1),
                        Stream.of(lines.get(NODE_LINES - 1).replaceFirst("..$", "…"))).toList();
    }

    /// The lines that a text takes: letters beyond the Latin ones count for two.
    ///
    /// @param width in halves of a Chinese character
    static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            int wide = halves(Character.toString(point));
            // No line begins with what closes the one before.
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
