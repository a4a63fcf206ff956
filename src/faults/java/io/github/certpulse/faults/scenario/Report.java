package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.check.Finding;
import io.github.certpulse.faults.check.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The table of all runs, in Markdown.
final class Report {
    private static final List<String> HEADINGS = List.of(
            "scenario",
            "acknowledged",
            "lost",
            "doubled",
            "refused but stored",
            "longest pause, s",
            "answers again after, s",
            "counts right after, s",
            "threads",
            "heap, MiB",
            "verdict");
    private static final String BEGIN = "<!-- results -->\n";
    private static final String END = "<!-- end of results -->";
    private final List<List<String>> rows = new ArrayList<>();
    private long acknowledged;
    private int runs;
    private int skipped;
    private boolean isGreen = true;

    void add(Outcome outcome) {
        var findings = outcome.findings();
        runs++;
        isGreen &= outcome.isAsExpected();
        acknowledged += outcome.scenario().isControl() ? 0 : outcome.acknowledged();
        rows.add(
                List.of(
                        outcome.scenario().name(),
                        "%,d".formatted(outcome.acknowledged()),
                        number(outcome, Finding.LOST),
                        number(outcome, Finding.DOUBLED),
                        number(outcome, Finding.REFUSED_BUT_STORED),
                        "%.1f".formatted(outcome.pause().toMillis() / 1e3),
                        seconds(outcome.answeredAfter()),
                        seconds(outcome.countedAfter()),
                        both(outcome, Vitals::threads),
                        both(outcome, Vitals::heapMib),
                        verdict(outcome)));
        System.out.println(String.join(" | ", rows.getLast()));
        if (!outcome.isAsExpected()) {
            findings.examples().forEach(example -> System.out.println("    " + example));
        }
    }

    /// A scenario that cannot run here.
    void skip(Scenario<?> scenario, String reason) {
        var row = new ArrayList<>(List.of(scenario.name()));
        HEADINGS.stream().skip(2).forEach(_ -> row.add(""));
        row.add("**SKIPPED**: " + reason);
        rows.add(row);
        skipped++;
        System.out.println("SKIPPED " + scenario.name() + ": " + reason);
    }

    private static String number(Outcome outcome, Finding finding) {
        return Integer.toString(outcome.findings().number(finding));
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? "%.1f".formatted(seconds.getAsDouble()) : "–";
    }

    private static String both(Outcome outcome, Function<Vitals, Number> figure) {
        return text(outcome.before(), figure) + " → " + text(outcome.after(), figure);
    }

    private static String text(Optional<Vitals> vitals, Function<Vitals, Number> figure) {
        return vitals.map(figure).map(Object::toString).orElse("–");
    }

    private static String verdict(Outcome outcome) {
        var found = outcome.findings()
                .numbers()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        if (outcome.scenario().isControl()) {
            return (outcome.isAsExpected() ? "seen: " : "**NOT SEEN**: ") + found;
        }
        return outcome.isAsExpected() ? "holds" : "**" + found + "**";
    }

    /// Whether every scenario held and every control was seen; skipped ones do not count.
    boolean isGreen() {
        return isGreen && runs > 0;
    }

    /// Replaces the results that a page holds.
    void record(Path page) throws IOException {
        var text = Files.readString(page);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        var end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IllegalStateException("There is no place for results in " + page);
        }
        Files.writeString(page, text.substring(0, begin) + markdown() + text.substring(end));
    }

    String markdown() {
        var all = new ArrayList<List<String>>();
        all.add(HEADINGS);
        all.add(HEADINGS.stream().map(_ -> "---").toList());
        all.addAll(rows);
        var table = all.stream().map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
        return table.collect(Collectors.joining()) + "\n%,d sheets acknowledged in %d runs (controls not counted)%s.\n"
                .formatted(acknowledged, runs, skipped == 0 ? "" : "; **%d SKIPPED**".formatted(skipped));
    }
}
