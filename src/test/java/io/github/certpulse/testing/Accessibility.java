package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks a page and its frames with axe-core: all rules with light colours, the contrast of colours with dark ones.
///
/// axe-core's own `AxeBuilder` sends the script four times, opens a new profile for each result, and treats a frame
/// that it cannot check as correct. Here each document gets the script once, and a frame that cannot be checked fails
/// the test.
final class Accessibility {
    private static final String SCRIPT = AxeBuilder.getAxeScript();
    private static final Map<String, ?> WHOLE_PAGE = Map.of("include", List.of("html"));
    private static final String IS_THERE = "() => Boolean(window.axe)";
    /// None of the rules needs style sheets, so they are not fetched again.
    private static final String RUN = """
            ([context, rules]) => axe.runPartial(context, { ...rules, preload: { assets: ['media'] } })
              .then(JSON.stringify)""";
    private static final String FRAMES = "context => axe.utils.getFrameContexts(context)";
    private static final String ELEMENT = "selector => axe.utils.shadowSelect(selector)";
    private static final String VIOLATIONS = """
            ([parts, rules]) => axe.finishRun(parts.map(JSON.parse), { ...rules, resultTypes: ['violations'] })
              .then(found => found.violations.map(rule => rule.id + ' '
                  + rule.nodes.map(node => node.target + ': ' + node.html + ' ' + node.failureSummary).join('; ')))""";

    private Accessibility() {}

    /// Checks the page; afterwards it has light colours.
    static void check(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertNoViolations(page, Map.of("runOnly", Map.of("type", "rule", "values", List.of("color-contrast"))));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertNoViolations(page, Map.of());
    }

    private static void assertNoViolations(Page page, Map<String, ?> rules) {
        var parts = new ArrayList<Object>();
        run(page.mainFrame(), WHOLE_PAGE, rules, parts);
        assertThat((List<?>) page.evaluate(VIOLATIONS, List.of(parts, rules))).as(page.url()).isEmpty();
    }

    /// Adds the results of each frame, beginning with the outermost.
    private static void run(Frame frame, Object context, Map<String, ?> rules, List<Object> parts) {
        if (!(boolean) frame.evaluate(IS_THERE)) {
            frame.evaluate(SCRIPT);
        }
        parts.add(frame.evaluate(RUN, List.of(context, rules)));
        for (var inner : (List<?>) frame.evaluate(FRAMES, context)) {
            var found = (Map<?, ?>) inner;
            var element = frame.evaluateHandle(ELEMENT, found.get("frameSelector")).asElement();
            run(element.contentFrame(), found.get("frameContext"), rules, parts);
        }
    }
}
