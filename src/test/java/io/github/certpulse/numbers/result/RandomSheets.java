package io.github.certpulse.numbers.result;

import static java.util.stream.Collectors.joining;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Teachers who answer at random, as the questionnaire allows; equal for equal seeds.
public final class RandomSheets {
    private static final Map<String, Integer> OPTIONS = Map.ofEntries(
            Map.entry("q3", 4),
            Map.entry("q4", 4),
            Map.entry("q6", 2),
            Map.entry("q7", 2),
            Map.entry("q10", 4),
            Map.entry("q12", 3),
            Map.entry("q13", 4),
            Map.entry("q14", 2),
            Map.entry("q16", 4),
            Map.entry("q18", 4),
            Map.entry("q19", 4),
            Map.entry("q20", 3));
    private static final Map<String, String> LEVELS = Map.of("中职", "A", "高职", "B", "本科", "C");
    private final TestService service;
    private final Province province;
    private final Random random;

    public RandomSheets(TestService service, Province province, long seed) {
        this.service = service;
        this.province = province;
        this.random = new Random(seed);
    }

    /// A sheet that was handed in, and where.
    public record Handed(
            Province.School school,
            String level,
            String city,
            String route,
            String certificate,
            Map<String, List<String>> answers) {

        public boolean isAsked(String question) {
            return !List.of("q8", "q9").contains(question) || answers.get("q7").contains("A");
        }

        public boolean isAnswered(String question) {
            return question.equals("q1") || question.equals("q2") || answers.containsKey(question);
        }

        public List<String> chosen(String question) {
            return question.equals("q2") ? List.of(levelCode()) : answers.getOrDefault(question, List.of());
        }

        public String levelCode() {
            return LEVELS.get(level);
        }
    }

    public List<Handed> handIn(int number) {
        var schools = province.schoolList();
        var byName = new LinkedHashMap<String, Province.School>();
        schools.forEach(school -> byName.put(text(school, "name"), province.school(text(school, "name"))));
        var handed = new ArrayList<Handed>();
        for (var i = 0; i < number; i++) {
            var listed = schools.get(random.nextInt(schools.size()));
            var school = byName.get(text(listed, "name"));
            var names = school.certificates().keySet().stream().sorted().toList();
            var sheet = new Handed(
                    school,
                    text(listed, "level"),
                    text(listed, "city"),
                    text(listed, "route"),
                    names.get(random.nextInt(names.size())),
                    answers());
            service.wechatUserKnownForAnHour().put("/api/v1/responses/" + UUID.randomUUID(), json(sheet)).expect(201);
            handed.add(sheet);
        }
        return handed;
    }

    private Map<String, List<String>> answers() {
        var answers = new LinkedHashMap<String, List<String>>();
        for (var number = 3; number <= 20; number++) {
            var id = "q" + number;
            if (OPTIONS.containsKey(id)) {
                answers.put(id, List.of(letter(random.nextInt(OPTIONS.get(id)))));
            } else if (id.equals("q9")) {
                if (answers.get("q7").contains("A")) {
                    answers.put(id, List.of(letter(random.nextInt(4))));
                }
            } else if (id.equals("q15")) {
                if (answers.get("q14").contains("A") || random.nextBoolean()) {
                    answers.put(id, some(5));
                }
            } else if (!id.equals("q8") || answers.get("q7").contains("A")) {
                answers.put(id, some(4));
            }
        }
        if (random.nextBoolean()) {
            answers.put("q21", List.of());
        }
        return answers;
    }

    private List<String> some(int options) {
        var chosen = new ArrayList<String>();
        for (var i = 0; i < options; i++) {
            if (random.nextBoolean()) {
                chosen.add(letter(i));
            }
        }
        return chosen.isEmpty() ? List.of(letter(random.nextInt(options))) : chosen;
    }

    private static JsonNode json(Handed sheet) {
        var answers = sheet.answers()
                .entrySet()
                .stream()
                .map(answer -> "\"%s\":%s".formatted(answer.getKey(), switch (answer.getKey()) {
                    case "q21" -> "\"意见\"";
                    case "q5", "q8", "q11", "q15", "q17" ->
                            answer.getValue().stream().collect(joining("\",\"", "[\"", "\"]"));
                    default -> "\"" + answer.getValue().getFirst() + "\"";
                }))
                .collect(joining(",", "{", sheet.city() == null ? ",\"q1\":\"某市\"}" : "}"));
        var json = Sheets.with(
                Sheets.teacher(sheet.school(), sheet.school().certificate(sheet.certificate())),
                "answers",
                answers);
        return Sheets.with(json, "otherTexts", sheet.chosen("q15").contains("E") ? "{\"q15\":\"别的\"}" : "null");
    }

    private static String letter(int option) {
        return String.valueOf((char) ('A' + option));
    }

    private static String text(JsonNode from, String name) {
        var value = from.get(name);
        return value == null || value.isNull() ? null : value.getStringValue();
    }
}
