package io.github.certpulse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// Marked texts that must not reach the log, metrics, the audit trail or errors, and the log since the beginning, with
/// the service's own loggers at their most talkative.
public final class Canaries implements AutoCloseable {
    private static final String OWN = "io.github.certpulse";
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger(OWN);
    private final Level before = own.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(
                    event.getLoggerName() + " "
                            + event.getFormattedMessage()
                            + (event.getThrowableProxy() == null ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    public Canaries() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        own.setLevel(Level.ALL);
    }

    /// Marks a text.
    ///
    /// @return the text
    public String mark(String name, String text) {
        values.put(name, text);
        return text;
    }

    /// The names of the marked texts that another text contains, also encoded.
    public List<String> in(String text) {
        var found = new ArrayList<String>();
        values.forEach((name, value) -> {
            var encoded = List.of(
                    value,
                    URLEncoder.encode(value, UTF_8),
                    Base64.getEncoder().encodeToString(value.getBytes(UTF_8)));
            if (encoded.stream().anyMatch(text::contains)) {
                found.add(name);
            }
        });
        return found;
    }

    /// The lines of the log that contain a marked text.
    public List<String> inLog() {
        return log.stream().filter(line -> !in(line).isEmpty()).toList();
    }

    /// Those in what a service tells machines.
    public List<String> inMetrics(TestService service) {
        return in(
                service.stranger().get("/prometheus").expect(200).text()
                        + service.stranger().get("/health").text());
    }

    /// Those in a service's audit trail.
    public List<String> inAudit(TestService service) {
        try (var database = TestDatabase.of(service)) {
            return in(
                    String.join(
                            "\n",
                            database.column(
                                    "select concat_ws(' ', username, address, action, target, facts) from audit")));
        }
    }

    /// How many lines were logged.
    public int lines() {
        return log.size();
    }

    @Override
    public void close() {
        own.setLevel(before);
        root.detachAppender(appender);
    }
}
