package io.github.certpulse.load;

import java.nio.file.Path;

/// What the generator is asked to send: one line of its standard input.
///
/// @param protocol    how an answer is read
/// @param people      who sends
/// @param templates   a file of [templates][Template], which are sent in turn
/// @param connections each has one request under way at a time
/// @param seconds     when the last request is sent
/// @param requests    the most requests that are sent
/// @param expected    the status that every answer must have; of Redis the number of values
public record Run(
        Protocol protocol,
        People people,
        Path templates,
        int port,
        int connections,
        double seconds,
        int requests,
        int expected) {

    /// A protocol whose answers the generator reads.
    public enum Protocol {
        HTTP,
        REDIS
    }

    /// Whose ids and tokens are put into the templates.
    public enum People {
        /// Nobody's: the templates are complete.
        NOBODY,
        /// With each request another respondent, who has sent nothing yet.
        NEW,
        /// The respondents of the last run with new ones, with the same ids in the same order, again and again.
        SAME
    }

    String line() {
        return String.join(
                "\t",
                protocol.name(),
                people.name(),
                templates.toString(),
                Integer.toString(port),
                Integer.toString(connections),
                Double.toString(seconds),
                Integer.toString(requests),
                Integer.toString(expected));
    }

    static Run parse(String line) {
        var fields = line.split("\t");
        return new Run(
                Protocol.valueOf(fields[0]),
                People.valueOf(fields[1]),
                Path.of(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                Double.parseDouble(fields[5]),
                Integer.parseInt(fields[6]),
                Integer.parseInt(fields[7]));
    }
}
