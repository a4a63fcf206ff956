package io.github.certpulse.testing;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes random questionnaires that are valid but unusual: nested conditions, prefilled questions that are skipped, ids
/// that are properties of JavaScript's objects. The same questionnaires for the same seed.
public final class RandomQuestionnaires {
    private static final List<String> JAVASCRIPT_NAMES =
            List.of("constructor", "toString", "valueOf", "hasOwnProperty", "length", "prototype");
    private static final List<String> CODES = List.of("A", "B", "C", "D", "10", "9", "2", "x1", "length");
    private static final int MAX_DEPTH = 3;

    private final Random random;
    private final List<Choice> choices = new ArrayList<>();

    /// A question that conditions may refer to.
    private record Choice(String id, List<String> codes) {}

    public RandomQuestionnaires(long seed) {
        this.random = new Random(seed);
    }

    /// A definition in the API's format.
    public JsonNode next() {
        choices.clear();
        var ids = new ArrayList<>(JAVASCRIPT_NAMES);
        IntStream.rangeClosed(1, 12).forEach(number -> ids.add("q" + number));
        Collections.shuffle(ids, random);
        var asked = List.copyOf(ids.subList(0, 3 + random.nextInt(12)));
        var questions = IntStream.range(0, asked.size())
                .mapToObj(place -> question(asked.get(place), place))
                .collect(Collectors.joining(","));
        return Sheets.json(
                """
                        {"code":"random","version":1,"role":"STUDENT","title":"试","introduction":"试一试。",\
                        "closing":"谢谢！","contact":{"introduction":"联系"},
                         "sections":[{"title":"一","questions":[%s]}],"questions":[%s]}"""
                        .formatted(
                                asked.stream().map("\"%s\""::formatted).collect(Collectors.joining(",")),
                                questions));
    }

    private String question(String id, int place) {
        var visible = choices.isEmpty() || random.nextBoolean() ? "" : "\"visibleWhen\":%s,".formatted(condition(0));
        var required =
                !choices.isEmpty() && random.nextInt(3) == 0 ? condition(0) : String.valueOf(random.nextInt(4) > 0);
        return "{\"id\":\"%s\",\"number\":%d,\"text\":\"问\",%s\"required\":%s,%s}"
                .formatted(id, place * 3 + 1, visible, required, kind(id));
    }

    private String kind(String id) {
        return switch (random.nextInt(8)) {
            case 0 -> "\"type\":\"text\",\"maxLength\":%d".formatted(30 + random.nextInt(20));
            case 1 -> "\"type\":\"text\",\"maxLength\":30,\"prefill\":\"school.city\"";
            case 2 ->
                    "\"type\":\"single\",\"prefill\":\"school.level\",\"options\":"
                            + options(id, List.of("中职", "高职"));
            case 3, 4 -> "\"type\":\"single\",\"options\":" + options(id, List.of());
            default -> "\"type\":\"multiple\",\"options\":" + options(id, List.of());
        };
    }

    private String options(String id, List<String> levels) {
        var codes = someOf(CODES, Math.max(2, levels.size()));
        choices.add(new Choice(id, codes));
        int other = random.nextInt(codes.size() * 2);
        return IntStream.range(0, codes.size())
                .mapToObj(
                        place -> "{\"code\":\"%s\",\"label\":\"选\"%s%s}".formatted(
                                codes.get(place),
                                place == other ? ",\"otherText\":true" : "",
                                place < levels.size() ? ",\"level\":\"%s\"".formatted(levels.get(place)) : ""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String condition(int depth) {
        Supplier<String> several = () -> Stream.generate(() -> condition(depth + 1))
                .limit(1 + random.nextInt(3))
                .collect(Collectors.joining(",", "[", "]"));
        return switch (depth == MAX_DEPTH ? 3 : random.nextInt(6)) {
            case 0 -> "{\"all\":" + several.get() + "}";
            case 1 -> "{\"any\":" + several.get() + "}";
            case 2 -> "{\"not\":" + condition(depth + 1) + "}";
            default -> {
                var choice = choices.get(random.nextInt(choices.size()));
                var codes =
                        someOf(choice.codes(), 1).stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
                yield "{\"question\":\"%s\",\"in\":[%s]}".formatted(choice.id(), codes);
            }
        };
    }

    private List<String> someOf(List<String> all, int least) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, least + random.nextInt(shuffled.size() - least + 1)));
    }
}
