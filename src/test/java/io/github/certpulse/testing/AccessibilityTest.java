package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The check that tests of pages use finds violations.
class AccessibilityTest {
    private static final String FAINT = "<p style='color: #aaa; background: #fff'>faint</p>";
    private static final String FAINT_IN_THE_DARK = """
            <style>p { color: #000; background: #fff }
            @media (prefers-color-scheme: dark) { p { color: #333; background: #000 } }</style>
            <p>text</p>""";

    @Test
    void acceptsAnAccessiblePage() {
        try (var phone = showing("<p>text</p>")) {
            assertThatCode(phone::isAccessible).doesNotThrowAnyException();
        }
    }

    @Test
    void findsAnImageWithoutText() {
        finds("<img src='data:,'>", "image-alt");
    }

    @Test
    void findsFaintTextInLightAndInDarkColours() {
        finds(FAINT, "color-contrast");
        finds(FAINT_IN_THE_DARK, "color-contrast");
    }

    @Test
    void findsFaintTextInASandboxedFrame() {
        finds(
                "<iframe title='inner' sandbox='allow-scripts' srcdoc=\"%s\"></iframe>".formatted(page(FAINT)),
                "color-contrast");
    }

    private static void finds(String content, String rule) {
        try (var phone = showing(content)) {
            assertThatThrownBy(phone::isAccessible).isInstanceOf(AssertionError.class).hasMessageContaining(rule);
        }
    }

    private static Phone showing(String content) {
        var phone = Phone.chinese();
        phone.page().setContent(page(content));
        return phone;
    }

    private static String page(String content) {
        return "<!DOCTYPE html><html lang='en'><title>page</title><main><h1>heading</h1>%s</main></html>"
                .formatted(content);
    }
}
