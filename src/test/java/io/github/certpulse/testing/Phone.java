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

/// A phone with a real browser: a new profile of the machine's Chromium. It belongs to the lane that made it.
public final class Phone implements AutoCloseable {
    private static final int WIDTH = 390;
    private static final int HEIGHT = 844;
    private static final String USER_AGENT =
            "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 (KHTML, like Gecko) "
                    + "Chrome/130.0.0.0 Mobile Safari/537.36";
    /// A headless browser refuses what another allows after a click.
    private static final List<String> CLIPBOARD = List.of("clipboard-read", "clipboard-write");
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

    /// A phone in Chinese. Without a browser on this machine the test is skipped.
    public static Phone chinese() {
        return with(options().setLocale("zh-CN"));
    }

    public static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT)
                .setUserAgent(USER_AGENT)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    /// A browser on a desktop computer, in a window of a usual size.
    public static Phone desktop() {
        return with(
                new Browser.NewContextOptions().setViewportSize(1280, 800)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("zh-CN"));
    }

    public static Phone with(Browser.NewContextOptions options) {
        return new Phone(Chromium.browser().newContext(options.setPermissions(CLIPBOARD)));
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /// Opens the address of a printed code.
    public Phone scan(URI service, String code) {
        page.navigate(service.resolve("/s/" + code).toString());
        return this;
    }

    /// Signs in to the console with its form.
    public Phone signIn(URI service, String username, String password) {
        page.navigate(service.toString());
        write("username", username).write("password", password).press("登录");
        page.waitForURL(address -> !URI.create(address).getPath().equals("/"));
        return this;
    }

    /// Opens a page of the console in the session of a signed-in person, at `localhost`, which browsers trust like
    /// HTTPS.
    public Phone open(Visitor signedIn, String path) {
        var service = "http://localhost:" + signedIn.base().getPort();
        context.addCookies(List.of(new Cookie("certpulse_session", signedIn.token()).setUrl(service)));
        page.navigate(service + path);
        return this;
    }

    /// Opens another page of the same service.
    public Phone open(String path) {
        page.navigate(URI.create(page.url()).resolve(path).toString());
        return this;
    }

    /// Chooses the certificate with this name, agrees and starts.
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

    /// Waits until the page contains this text.
    public Phone reads(String text) {
        PlaywrightAssertions.assertThat(page.locator("body")).containsText(text);
        return this;
    }

    /// Switches the network to Chromium's slow 3G: 2 s until an answer begins, 400 kbit/s.
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

    /// The list of the bytes that each answer transfers from now on, including headers.
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

    /// Checks with axe-core that the page is accessible in light and dark colours; afterwards it has light colours.
    public Phone isAccessible() {
        Accessibility.check(page);
        return this;
    }

    /// Closes the phone; fails where a script failed or the page's Content Security Policy blocked something.
    @Override
    public void close() {
        context.close();
        assertThat(errors).isEmpty();
    }
}
