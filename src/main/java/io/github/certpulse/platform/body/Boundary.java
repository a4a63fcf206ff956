package io.github.certpulse.platform.body;

import io.github.certpulse.platform.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.util.regex.Pattern;

/// Checks the boundary between the parts of a form (RFC 2046, 5.1.1). The framework's reader accepts boundaries that
/// other programs read differently.
final class Boundary {
    /// At most 70 characters, of which the last is no blank.
    private static final Pattern VALID = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private Boundary() {}

    /// @throws io.github.certpulse.platform.problem.ProblemException `malformed`, for a form without a valid boundary
    static void check(HttpRequest<?> request) {
        var type = request.getContentType().filter(MediaType.MULTIPART_FORM_DATA_TYPE::equals);
        if (type.isPresent()) {
            var boundary = type.get().getParameters().get("boundary").map(Boundary::unquoted).orElse("");
            if (!VALID.matcher(boundary).matches()) {
                throw Problem.MALFORMED.because(
                        "上传的内容须是完整的表单（multipart/form-data），其分隔符（boundary）须有 1 到 70 个合规字符",
                        "An upload is a whole form (multipart/form-data) whose boundary has 1 to 70 valid characters");
            }
        }
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
