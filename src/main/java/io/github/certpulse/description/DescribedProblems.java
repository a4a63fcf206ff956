package io.github.certpulse.description;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says for each call with which problems it can be answered: those that the description of an answer names, those that
/// the additions list for the call, and those that follow from its body and its rights.
final class DescribedProblems {
    private static final List<Problem> WITH_BODY = List
            .of(Problem.MALFORMED, Problem.TOO_SLOW, Problem.TOO_LARGE, Problem.UNSUPPORTED_MEDIA_TYPE);
    private final Map<String, Object> listed;

    /// @param listed codes by call
    DescribedProblems(Mapping listed) {
        this.listed = listed.members();
    }

    void addTo(DescribedCall call) {
        var responses = call.operation().member("responses");
        var codes = new TreeMap<Integer, SortedSet<String>>();
        Stream.of(derived(call), listed(call), named(responses))
                .flatMap(List::stream)
                .forEach(
                        problem -> codes.computeIfAbsent(problem.status(), _ -> new TreeSet<>()).add(problem.code()));
        codes.forEach((status, ofStatus) -> describe(responses.member(status.toString()), status, ofStatus));
        sort(responses);
    }

    private static void describe(Mapping response, int status, SortedSet<String> codes) {
        if (response.text("description").isEmpty()) {
            response.members().put("description", '`' + String.join("`, `", codes) + '`');
        }
        if (status == Problem.TOO_MANY_REQUESTS.status() || status == Problem.DATABASE_UNAVAILABLE.status()) {
            response.member("headers")
                    .member("Retry-After")
                    .merge(Mapping.of("description", "In seconds", "schema", Mapping.of("type", "integer").members()));
        }
        var withCodes = Mapping.of("type", "object", "required", List.of("code"));
        withCodes.member("properties")
                .member("code")
                .merge(Mapping.of("type", "string", "enum", List.copyOf(codes)));
        var problem = Mapping.of(Mapping.REFERENCE, "#/components/schemas/Problem");
        response.member("content")
                .member("application/problem+json")
                .member("schema")
                .merge(Mapping.of("allOf", List.of(problem.members(), withCodes.members())));
    }

    private static List<Problem> derived(DescribedCall call) {
        var problems = new ArrayList<>(
                List.of(Problem.PARAMETER_UNKNOWN, Problem.INTERNAL, Problem.DATABASE_UNAVAILABLE));
        if (call.hasBody()) {
            problems.addAll(WITH_BODY);
        }
        if (call.path().startsWith("/api/v1/campaigns/{id}")) {
            problems.add(Problem.NOT_FOUND);
        }
        if (call.successes().anyMatch(DescribedProblems::isJson)) {
            problems.add(Problem.NOT_ACCEPTABLE);
        }
        if (!call.isOpen()) {
            problems.addAll(List.of(Problem.UNAUTHORIZED, Problem.FORBIDDEN));
        }
        if (call.acceptsSession()) {
            problems.add(Problem.PASSWORD_CHANGE_REQUIRED);
            if (!call.rights().equals(List.of(Rights.SCHOOL))) {
                problems.add(Problem.SECOND_FACTOR_ENROLMENT_REQUIRED);
            }
            if (call.changesSomething()) {
                problems.add(Problem.CSRF_TOKEN_INVALID);
            }
        }
        return problems;
    }

    private static boolean isJson(Mapping answer) {
        return answer.find("content").flatMap(content -> content.find("application/json")).isPresent();
    }

    /// @throws IllegalStateException if the additions list a code that does not exist
    private List<Problem> listed(DescribedCall call) {
        return listed.getOrDefault(call.name(), List.of()) instanceof List<?> codes
                ? codes.stream().map(code -> withCode(String.valueOf(code))).toList()
                : List.of();
    }

    private static Problem withCode(String code) {
        return Arrays.stream(Problem.values())
                .filter(problem -> problem.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no problem " + code));
    }

    private static List<Problem> named(Mapping responses) {
        return Arrays.stream(Problem.values())
                .filter(
                        problem -> responses.find(Integer.toString(problem.status()))
                                .filter(response -> names(response.text("description"), problem))
                                .isPresent())
                .toList();
    }

    private static boolean names(String description, Problem problem) {
        return Pattern.compile("(?<![a-z-])" + problem.code() + "(?![a-z-])").matcher(description).find();
    }

    /// Successes first.
    private static void sort(Mapping responses) {
        var sorted = new TreeMap<>(responses.members());
        responses.members().clear();
        responses.members().putAll(sorted);
    }
}
