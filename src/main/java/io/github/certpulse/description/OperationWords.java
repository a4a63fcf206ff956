package io.github.certpulse.description;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Replaces what the generator says about a call for lack of anything better: the names of calls, and descriptions of
/// answers such as `all_1 200 response`.
final class OperationWords {
    private static final Pattern GENERATED = Pattern.compile("\\S+ \\d{3} response");
    private static final Map<String, String> BY_STATUS = Map.of("200", "OK", "201", "Created", "204", "No content");
    private static final String BASE = "/api/v1/";
    private static final String DESCRIPTION = "description";

    private OperationWords() {}

    static void addTo(DescribedCall call) {
        call.operation().members().put("operationId", id(call));
        var responses = call.operation().member("responses");
        List.copyOf(responses.members().keySet()).forEach(status -> {
            var response = responses.member(status);
            var words = response.text(DESCRIPTION);
            if (words.isEmpty() || GENERATED.matcher(words).matches()) {
                response.members().put(DESCRIPTION, BY_STATUS.getOrDefault(status, words));
            }
        });
        if (call.operation().members().get("parameters") instanceof List<?> parameters) {
            parameters.stream().map(Mapping::from).forEach(OperationWords::tidy);
        }
    }

    /// What is not required may be left out; `null` cannot be sent.
    private static void tidy(Mapping parameter) {
        parameter.members().remove("explode");
        parameter.find("schema").ifPresent(schema -> schema.members().remove("nullable"));
    }

    /// From method and path, which no two calls share: `getCampaignsByIdProgress`.
    private static String id(DescribedCall call) {
        return call.method().toLowerCase(Locale.ROOT) + Arrays.stream(call.path().substring(BASE.length()).split("/"))
                .map(OperationWords::words)
                .collect(Collectors.joining());
    }

    private static String words(String segment) {
        var words = Arrays.stream(segment.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return segment.startsWith("{") ? "By" + words : words;
    }
}
