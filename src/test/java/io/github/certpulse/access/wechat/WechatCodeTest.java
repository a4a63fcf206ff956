package io.github.certpulse.access.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.certpulse.testing.FakeWechat;
import io.github.certpulse.testing.Fast;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mini program codes, from a fake WeChat over real HTTP.
@Fast
@Timeout(30)
class WechatCodeTest {
    private static final String PICTURE = "image/jpeg";

    private final FakeWechat fake = new FakeWechat();
    private final Wechat wechat = new Wechat(WechatTest.settings(fake.url(), Duration.ofSeconds(5)));

    @AfterEach
    void close() throws IOException {
        fake.close();
        wechat.close();
    }

    @Test
    void getsACodeThatOpensTheEntryPage() throws IOException {
        assertThat(drawn().contentType()).isEqualTo(PICTURE);
        assertThat(ImageIO.read(new ByteArrayInputStream(drawn().bytes())).getWidth()).isEqualTo(1280);
        assertThat(fake.lastCode()).contains(
                "\"scene\":\"ABC123\"",
                "\"page\":\"pages/entry/entry\"",
                "\"check_path\":false",
                "\"env_version\":\"release\"",
                "\"auto_color\":false");
    }

    @Test
    void getsOneTokenForManyCodes() {
        drawn();
        drawn();
        assertThat(fake.tokens()).isEqualTo(1);
        assertThat(fake.codes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeWechat.JSON, PICTURE})
    void getsANewTokenWhenTheOldOneExpiredWhateverTheContentType(String label) {
        drawn();
        fake.expireTokens(label);
        drawn();
        assertThat(fake.tokens()).isEqualTo(2);
        assertThat(fake.codes()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeWechat.JSON, PICTURE, "text/plain"})
    void recognisesAnErrorWhateverItsContentType(String label) {
        fake.failCodesWith(41030, label);
        unavailable();
        assertThat(fake.codes()).isEqualTo(1);
    }

    @Test
    void triesTwiceWhenWechatIsBusy() {
        fake.failCodesWith(-1, FakeWechat.JSON);
        unavailable();
        assertThat(fake.codes()).isEqualTo(2);
    }

    @Test
    void isUnavailableWhenTheNewTokenIsRefusedToo() {
        fake.failCodesWith(40001, FakeWechat.JSON);
        unavailable();
        assertThat(fake.codes()).isEqualTo(2);
    }

    @Test
    void isUnavailableOnlyWhileThereIsNoToken() {
        fake.failTokensWith(40164);
        unavailable();
        assertThat(fake.codes()).isZero();
        fake.recover();
        drawn();
    }

    @Test
    void isUnavailableAfterAnErrorWithoutACode() {
        fake.failCodesWith(0, FakeWechat.JSON);
        unavailable();
        fake.failCodesWith(0, PICTURE);
        unavailable();
    }

    @Test
    void isUnavailableWhileWechatFails() {
        for (Runnable fault : new Runnable[]{fake::dropConnections, fake::answerGarbage, fake::answerBadGateway}) {
            drawn();
            fault.run();
            unavailable();
            fake.recover();
        }
    }

    @Test
    void stopsReadingAnEndlessImage() {
        drawn();
        fake.flood();
        var start = System.nanoTime();
        unavailable();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void doesNotWaitForAWechatThatHangs() throws IOException {
        fake.hang();
        try (var hasty = new Wechat(WechatTest.settings(fake.url(), Duration.ofMillis(200)))) {
            assertThat(hasty.codeImage("ABC123")).isEqualTo(new WechatCode.Unavailable());
            fake.recover();
            assertThat(wechat.codeImage("ABC123")).isInstanceOf(WechatCode.Image.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789012345678901234567890123", "with space", "学校"})
    void refusesAMalformedScene(String scene) {
        assertThatIllegalArgumentException().isThrownBy(() -> wechat.codeImage(scene));
    }

    private WechatCode.Image drawn() {
        var code = wechat.codeImage("ABC123");
        assertThat(code).isInstanceOf(WechatCode.Image.class);
        return (WechatCode.Image) code;
    }

    private void unavailable() {
        assertThat(wechat.codeImage("ABC123")).isEqualTo(new WechatCode.Unavailable());
    }
}
