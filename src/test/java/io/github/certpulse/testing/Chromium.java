package io.github.certpulse.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The machine's Chromium. Only one thread at a time may use a Playwright, so each lane starts one browser, which runs
/// until the end of all tests.
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    /// The features that Playwright switches off, since Chromium uses only the last list, and those that load two pages
    /// of the address bar for each window, which takes longer than most tests.
    private static final List<String> UNUSED_FEATURES = List.of(
            "AutoDeElevate",
            "AvoidUnnecessaryBeforeUnloadCheckSync",
            "BlockOriginHeaderModificationOnRedirect",
            "BoundaryEventDispatchTracksNodeRemoval",
            "DestroyProfileOnBrowserClose",
            "DialMediaRouteProvider",
            "GlobalMediaControls",
            "HttpsUpgrades",
            "LensOverlay",
            "MediaRouter",
            "OptimizationHints",
            "PaintHolding",
            "ThirdPartyStoragePartitioning",
            "Translate",
            "WebUIOmniboxAimPopup",
            "WebUIOmniboxPopup");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=" + String.join(",", UNUSED_FEATURES));

    private Chromium() {}

    /// The browser of this lane. Without one on this machine the test is skipped.
    static Browser browser() {
        return Lane.current().shared(Browser.class, Chromium::launch);
    }

    private static Browser launch() {
        var executable = executable();
        assumeTrue(executable.isPresent(), "no Chromium on the PATH: the pages are not tested in a browser");
        if (System.getProperty("playwright.cli.dir") == null) {
            System.setProperty("playwright.cli.dir", "target/driver");
        }
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(
                        Map.of(
                                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                "1",
                                "PLAYWRIGHT_NODEJS_PATH",
                                Node.executable().toAbsolutePath().toString())));
        var browser = playwright.chromium()
                .launch(new LaunchOptions().setExecutablePath(executable.get()).setArgs(FLAGS));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return browser;
    }

    private static Optional<Path> executable() {
        return NAMES.stream()
                .flatMap(
                        name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
