package io.github.certpulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class BrowserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    WECHAT | Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50
                    EDGE | Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0
                    EDGE | Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 EdgiOS/130.0 Safari/605.1.15
                    CHROME | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36
                    CHROME | Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 CriOS/130.0 Safari/604.1
                    SAFARI | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1
                    FIREFOX | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
                    QQ | Mozilla/5.0 (Linux; Android 14) Chrome/109.0 MQQBrowser/15.0 Mobile Safari/537.36
                    HUAWEI | Mozilla/5.0 (Linux; Android 12) Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36
                    OTHER | curl/8.5.0
                    OTHER | ''
                    """)
    void isRecognisedByItsUserAgent(Browser expected, String userAgent) {
        assertThat(Browser.from(userAgent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    203.0.113.77 | 203.0.113.*
                    127.0.0.1 | 127.0.0.*
                    2001:db8:85a3::8a2e:370:7334 | 2001:0db8:85a3:*
                    ::1 | 0000:0000:0000:*
                    localhost | ''
                    '' | ''
                    <script> | ''
                    """)
    void theAddressIsShownInPartOnly(String address, String hint) {
        assertThat(AddressHint.of(address)).isEqualTo(hint);
    }
}
