package io.github.certpulse.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Recognises requests whose form with a file cannot be read. The framework's reader of such forms fails with many
/// kinds of exceptions: unknown encodings and charsets, indexes out of bounds, missing names.
final class FormFault {
    private static final Pattern READER = Pattern.compile(
            "io\\.netty\\.(handler\\.codec\\.http\\.multipart|contrib\\.multipart)\\..*"
                    + "|io\\.micronaut\\.http\\.server\\.netty\\.(FormDataHttpContentProcessor|FormRouteCompleter).*");
    /// The reader is among the first frames of what it throws, and far behind in what a route throws.
    private static final int FRAMES = 20;
    private static final Words FORM = new Words(
            "上传的内容须是完整的表单（multipart/form-data），其中恰好有一个名为 file 的文件",
            "An upload is a whole form (multipart/form-data) with exactly one file, named file");

    private FormFault() {}

    /// Whether the exception, or one that caused it, comes from the reader of forms.
    static boolean isIn(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (Arrays.stream(cause.getStackTrace()).limit(FRAMES).anyMatch(FormFault::isOfReader)) {
                return true;
            }
        }
        return false;
    }

    /// The problem of a malformed request, which says what an upload must be where the request is one.
    static ProblemException malformed(HttpRequest<?> request) {
        var isForm = request.getContentType().filter(MediaType.MULTIPART_FORM_DATA_TYPE::equals).isPresent();
        return isForm ? Problem.MALFORMED.exception().because(FORM) : Problem.MALFORMED.exception();
    }

    private static boolean isOfReader(StackTraceElement frame) {
        return READER.matcher(frame.getClassName()).matches();
    }
}
