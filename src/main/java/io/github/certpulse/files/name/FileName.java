package io.github.certpulse.files.name;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The name of a file in the header `Content-Disposition` (RFC 6266).
///
/// @param plain in ASCII, without quotes: `responses.csv`
/// @param shown the name under which the client saves the file, in any letters; clients without RFC 5987 use the plain
///              name
public record FileName(String plain, String shown) {

    /// A name in ASCII only.
    public static FileName plain(String name) {
        return new FileName(name, name);
    }

    /// The header's value for a file to save.
    public String attachment() {
        return disposition("attachment");
    }

    /// The header's value for a file to display.
    public String inline() {
        return disposition("inline");
    }

    private String disposition(String type) {
        var value = "%s; filename=\"%s\"".formatted(type, plain);
        if (shown.equals(plain)) {
            return value;
        }
        var encoded = URLEncoder.encode(withoutReserved(shown), StandardCharsets.UTF_8);
        return value + "; filename*=UTF-8''" + encoded.replace("+", "%20").replace("*", "%2A");
    }

    /// A text as part of a name: characters that file systems do not allow in names become underscores.
    public static String withoutReserved(String text) {
        return text.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    }
}
