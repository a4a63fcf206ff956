package io.github.certpulse.load;

/// What a run has shown: one line of a child's standard output.
///
/// @param answers   all of them had the expected status
/// @param seconds   from the first request to the last answer
/// @param p50       milliseconds from a request to its answer
/// @param p99       the same
/// @param cpuMillis CPU time of the generator itself
public record Load(long answers, double seconds, double p50, double p99, double cpuMillis) {
    private static final String MARK = "load";

    public double rate() {
        return answers / seconds;
    }

    public String line() {
        return MARK + "\t" + answers + "\t" + seconds + "\t" + p50 + "\t" + p99 + "\t" + cpuMillis;
    }

    /// @throws IllegalStateException where the line reports a failure
    public static Load parse(String line) {
        var fields = line.split("\t");
        if (!fields[0].equals(MARK)) {
            throw new IllegalStateException(line);
        }
        return new Load(
                Long.parseLong(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]));
    }
}
