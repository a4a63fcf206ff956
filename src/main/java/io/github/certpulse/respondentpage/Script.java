package io.github.certpulse.respondentpage;

import io.github.certpulse.platform.json.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A page's CommonJS modules as one script. Each module is in a function of its own and unchanged except for its
/// comments, so that a browser runs the same files as the mini program, in one request, without `eval` and without a
/// build step.
///
/// @param text    the script
/// @param version changes only with the text
record Script(String text, String version) {
    private static final Pattern REQUIRE = Pattern.compile("\\brequire\\('(\\.\\.?)/([\\w/-]+)\\.js'\\)");
    /// Comments on lines of their own. They are a quarter of the text, which phones need not load.
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *(?://.*|/\\*(?s:.*?)\\*/)\n");
    private static final int VERSION_DIGITS = 12;

    /// Loads a module from the resources below `browser`, and all modules that it requires.
    ///
    /// @throws IllegalStateException where a module is missing
    static Script load(String main) {
        var modules = new LinkedHashMap<String, String>();
        collect(main, modules);
        var text = new StringBuilder("(function () {\n'use strict';\n").append(withoutComments(source("loader")));
        modules.forEach(
                (name, source) -> text.append(
                        "\nmodules['%s'] = function (module, exports, require) {\n%s\n};".formatted(name, source)));
        text.append("\nload('%s');\n})();\n".formatted(main));
        return new Script(text.toString(), digest(text.toString()));
    }

    static String withoutComments(String source) {
        return COMMENT.matcher(source).replaceAll("");
    }

    /// The service worker that keeps the page of a script in this version for places without reception.
    static String worker(String version) {
        return source("worker").replace("{version}", version);
    }

    private static void collect(String name, Map<String, String> modules) {
        if (modules.containsKey(name)) {
            return;
        }
        var source = withoutComments(source(name));
        modules.put(name, source);
        REQUIRE.matcher(source)
                .results()
                .map(
                        required -> required.group(1).equals(".")
                                ? name.substring(0, name.indexOf('/') + 1) + required.group(2)
                                : required.group(2))
                .forEach(required -> collect(required, modules));
    }

    private static String source(String name) {
        try (var resource = Script.class.getResourceAsStream("/browser/" + name + ".js")) {
            if (resource == null) {
                throw new IllegalStateException("there is no module " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
    }
}
