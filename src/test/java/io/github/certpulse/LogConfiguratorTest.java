package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.certpulse.testing.Fast;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

@Fast
class LogConfiguratorTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void isFoundByLogbackAndKeepsSecretsOfWechatOutOfTheLog() {
        var found = ServiceLoader.load(Configurator.class).findFirst().orElseThrow();
        assertThat(found).isInstanceOf(LogConfigurator.class);
        assertThat(found.configure(context)).isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("cn.binarywang.wx.miniapp.api").isWarnEnabled()).isFalse();
        assertThat(context.getLogger("me.chanjar.weixin").isWarnEnabled()).isFalse();
        assertThat(context.getLogger("io.github.certpulse").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("io.github.certpulse").isDebugEnabled()).isFalse();
    }

    @Test
    void writesTheTimeInChinaTheLevelTheShortenedLoggerAndTheMessage() {
        assertThat(line(Level.INFO, null)).isEqualTo("08:00:00.123 INFO  i.g.c.Something - 1 school%n".formatted());
        assertThat(line(Level.ERROR, null)).startsWith("08:00:00.123 ERROR i.g.c.Something - ");
    }

    @Test
    void writesAFailureBelowItsMessage() {
        assertThat(line(Level.WARN, new IllegalStateException("broken"))).startsWith("08:00:00.123 WARN  ")
                .contains("1 school%njava.lang.IllegalStateException: broken%n\tat ".formatted());
    }

    private String line(Level level, Throwable failure) {
        var logger = context.getLogger("io.github.certpulse.Something");
        var event = new LoggingEvent("", logger, level, "{} school", failure, new Object[]{1});
        event.setInstant(Instant.parse("2026-01-01T00:00:00.123Z"));
        return new LogConfigurator.Line().doLayout(event);
    }
}
