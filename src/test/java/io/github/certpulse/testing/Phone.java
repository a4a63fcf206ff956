package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Somebody's phone with a real browser: a fresh profile of the machine's own Chromium for each. It belongs to the lane
/// that made it.
public final class Phone implements AutoCloseable {
    private static final int WIDTH = 390;
    private static final int HEIGHT = 844;
    private static final String USER_AGENT =
            "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 (KHTML, like Gecko) "
                    + "Chrome/130.0.0.0 Mobile Safari/537.36";
    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    private Phone(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
    }

    /// A phone that speaks Chinese. Without a browser on this machine the test is skipped.
    public static Phone chinese() {
        return with(options().setLocale("zh-CN"));
    }

    public static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT)
                .setUserAgent(USER_AGENT)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    /// The same browser at a desk, in a window of a usual size.
    public static Phone desktop() {
        return with(
                new Browser.NewContextOptions().setViewportSize(1280, 800)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("zh-CN"));
    }

    public static Phone with(Browser.NewContextOptions options) {
        return new Phone(Chromium.browser().newContext(options));
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /// Opens what a printed code says.
    public Phone scan(URI service, String code) {
        page.navigate(service.resolve("/s/" + code).toString());
        return this;
    }

    /// Signs in to a console by its form.
    public Phone signIn(URI service, String username, String password) {
        page.navigate(service.toString());
        write("username", username).write("password", password).press("登录");
        page.waitForURL(address -> !URI.create(address).getPath().equals("/"));
        return this;
    }

    /// Opens a page of a console in the session of somebody who is signed in already, under a name that a browser
    /// trusts as it trusts HTTPS.
    public Phone open(Visitor signedIn, String path) {
        var service = "http://localhost:" + signedIn.base().getPort();
        context.addCookies(List.of(new Cookie("certpulse_session", signedIn.token()).setUrl(service)));
        page.navigate(service + path);
        return this;
    }

    /// Opens a page of the service that this phone was last on.
    public Phone open(String path) {
        page.navigate(URI.create(page.url()).resolve(path).toString());
        return this;
    }

    /// Agrees, for the certificate of this name.
    public Phone begin(String certificate) {
        page.locator("#certificates label").filter(new Locator.FilterOptions().setHasText(certificate)).click();
        if (page.locator("#guardian").isVisible()) {
            page.locator("#guardian").check();
        }
        return press("同意并开始");
    }

    public Phone press(String button) {
        page.locator("button").filter(new Locator.FilterOptions().setHasText(button)).click();
        return this;
    }

    /// Chooses options of a question.
    public Phone choose(String question, String... options) {
        for (var option : options) {
            page.locator("#" + question + " input[value=" + option + "]").check();
        }
        return this;
    }

    public Phone write(String id, String text) {
        page.locator("#" + id).fill(text);
        return this;
    }

    /// Waits until the page says this.
    public Phone reads(String text) {
        PlaywrightAssertions.assertThat(page.locator("body")).containsText(text);
        return this;
    }

    /// From now on the network is Chromium's slow 3G: 2 s until an answer begins, 400 kbit/s.
    public Phone onSlow3g() {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 2000);
        conditions.addProperty("downloadThroughput", 50_000);
        conditions.addProperty("uploadThroughput", 50_000);
        network().send("Network.emulateNetworkConditions", conditions);
        page.setDefaultTimeout(60_000);
        return this;
    }

    /// The bytes that each answer takes on the wire from now on, headers included.
    public List<Integer> received() {
        var sizes = new ArrayList<Integer>();
        network().on("Network.loadingFinished", answer -> sizes.add(answer.get("encodedDataLength").getAsInt()));
        return sizes;
    }

    private CDPSession network() {
        var session = context.newCDPSession(page);
        session.send("Network.enable");
        return session;
    }

    public List<String> askedQuestions() {
        return page.locator(".question:visible").all().stream().map(question -> question.getAttribute("id")).toList();
    }

    /// What the page shows now can be perceived and used by everybody, in light and in dark colours, as far as axe-core
    /// sees. Leaves the page in light colours.
    public Phone isAccessible() {
        Accessibility.check(page);
        return this;
    }

    /// Closes the phone; a script's error, or something that the page's own policy stopped, fails the test.
    @Override
    public void close() {
        context.close();
        assertThat(errors).isEmpty();
    }
}
