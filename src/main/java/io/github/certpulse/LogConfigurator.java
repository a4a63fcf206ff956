package io.github.certpulse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.github.certpulse.platform.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.slf4j.Logger;

/// Logs to the console, as text or as JSON. Logback finds this class by its entry in `META-INF/services`. It is not a
/// configuration in XML, because reading that takes a tenth of the start.
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry(Logger.ROOT_LOGGER_NAME, Level.INFO),
            // WxJava logs access tokens and secrets at WARN.
            Map.entry("cn.binarywang.wx.miniapp", Level.ERROR),
            Map.entry("me.chanjar", Level.ERROR),
            // Its HTTP client logs all traffic at DEBUG.
            Map.entry("org.apache.hc", Level.INFO),
            // Details of the embedded servers.
            Map.entry("ch.vorburger", Level.WARN),
            Map.entry("org.flywaydb", Level.WARN),
            // Recommends an upgrade at every start, because Flyway is not tested against this MariaDB; our tests are.
            Map.entry("org.flywaydb.core.internal.database.base.Database", Level.ERROR),
            Map.entry("com.zaxxer.hikari", Level.WARN),
            // Logs a stack trace for each broken connection, also when the database stops with the service. The code
            // that used the connection logs the failure in one line.
            Map.entry("com.zaxxer.hikari.pool.ProxyConnection", Level.ERROR),
            Map.entry("io.lettuce", Level.ERROR));

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var json = Setting.LOG_FORMAT.in(System.getenv()).filter("json"::equals).isPresent();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setEncoder(json ? json(context) : text(context));
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithContext(false);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var line = new Line();
        line.setContext(context);
        line.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(line);
        encoder.start();
        return encoder;
    }

    /// Time in China, level, abbreviated logger and message, with a stack trace below it.
    static final class Line extends LayoutBase<ILoggingEvent> {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));
        private final TargetLengthBasedClassNameAbbreviator abbreviator = new TargetLengthBasedClassNameAbbreviator(20);

        @Override
        public String doLayout(ILoggingEvent event) {
            var failure = event.getThrowableProxy();
            return TIME.format(event.getInstant()) + ' '
                    + padded(event.getLevel())
                    + ' '
                    + abbreviator.abbreviate(event.getLoggerName())
                    + " - "
                    + event.getFormattedMessage()
                    + System.lineSeparator()
                    + (failure == null ? "" : ThrowableProxyUtil.asString(failure));
        }

        private static String padded(Level level) {
            return level.toString().length() == 4 ? level + " " : level.toString();
        }
    }
}
