package io.github.certpulse.survey.sheet;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.definition.DefinitionReader;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.sheet.RandomDrafts.Draft;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.testing.Node;
import io.github.certpulse.testing.RandomQuestionnaires;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clients' rules in JavaScript give the same results as the service's rules in Java.
class RulesInEveryLanguageTest {
    private static final Path FOLDER = Path.of("src/test/js/rules");
    private static final long SEED = 20261121;
    private static final int QUESTIONNAIRES = 200;
    private static final int DRAFTS_EACH = 25;
    private static final int DRAFTS_OF_AN_OFFICIAL_ONE = 2500;

    @TempDir
    private Path temporary;

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void runsTheSharedCasesInJavaScript() {
        assertThat(Node.test(FOLDER)).as("tests that passed").isGreaterThan(150);
    }

    @Test
    void givesTheSameResultsForRandomSheetsInServiceMiniProgramAndPage() throws IOException {
        var file = temporary.resolve("drafts.jsonl");
        try (var lines = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (var code : List.of("teacher-2020", "student-2020")) {
                lines.write(judged(official(code), DRAFTS_OF_AN_OFFICIAL_ONE, SEED) + "\n");
            }
            var questionnaires = new RandomQuestionnaires(SEED);
            for (int i = 0; i < QUESTIONNAIRES; i++) {
                lines.write(judged(questionnaires.next(), DRAFTS_EACH, SEED + i) + "\n");
            }
        }

        assertAgreement(Node.run(FOLDER.resolve("agreement.js"), file.toString()));
        var page = Files.writeString(
                temporary.resolve("page.js"),
                TestService.shared().stranger().get("/script/answer.js").expect(200).text());
        assertAgreement(Node.run(FOLDER.resolve("agreement.js"), file.toString(), page.toString()));

        var every = new TreeSet<>(Set.of("accepted"));
        Arrays.stream(SheetRule.values()).map(rule -> rule.at("", 0, 0).code()).forEach(every::add);
        assertThat(outcomes).as("drafts by outcome")
                .containsOnlyKeys(every)
                .allSatisfy((_, drafts) -> assertThat(drafts).isGreaterThan(50));
    }

    private static void assertAgreement(String output) {
        var report = Sheets.json(output);
        assertThat(report.get("differences").size()).as(() -> text(report.get("differences"))).isZero();
        assertThat(report.get("drafts").getIntValue())
                .isEqualTo(2 * DRAFTS_OF_AN_OFFICIAL_ONE + QUESTIONNAIRES * DRAFTS_EACH);
    }

    private String judged(JsonNode json, int count, long seed) {
        var definition = DefinitionReader.read(json);
        var drafts = new RandomDrafts(definition, seed);
        return text(
                object(
                        "definition",
                        json,
                        "drafts",
                        array(Stream.generate(drafts::next).limit(count).map(draft -> judged(definition, draft)))));
    }

    private JsonNode judged(Definition definition, Draft draft) {
        var sheet = draft.sheet();
        var prefilled = pairs(
                draft.prefilled()
                        .entrySet()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> string(each.getValue()))));
        return object(
                "prefilled",
                prefilled,
                "answers",
                pairs(sheet.answers()),
                "otherTexts",
                pairs(sheet.otherTexts()),
                "contact",
                pairs(sheet.contact()),
                "outcome",
                switch (SheetCheck.check(definition, draft.prefilled(), sheet)) {
                    case Checked.Invalid(var violations) -> {
                        violations.stream()
                                .map(violation -> violation.code())
                                .distinct()
                                .forEach(code -> outcomes.merge(code, 1, Integer::sum));
                        yield object(
                                "violations",
                                array(
                                        violations.stream()
                                                .map(
                                                        violation -> object(
                                                                "field",
                                                                string(violation.field()),
                                                                "code",
                                                                string(violation.code()),
                                                                "messages",
                                                                inEveryLanguage(violation.message())))));
                    }
                    case Checked.Accepted accepted -> {
                        outcomes.merge("accepted", 1, Integer::sum);
                        yield object(
                                "answers",
                                pairs(Sheets.members(accepted.answersAsJson())),
                                "otherTexts",
                                pairs(Sheets.members(accepted.otherTextsAsJson())),
                                "contact",
                                accepted.contact()
                                        .map(left -> object("name", string(left.name()), "phone", string(left.phone())))
                                        .orElse(JsonNode.nullNode()),
                                "asked",
                                array(
                                        definition.path(accepted.answers())
                                                .stream()
                                                .map(question -> string(question.id()))));
                    }
                });
    }

    /// The service's result, in the language of the request's `Accept-Language`.
    private static JsonNode inEveryLanguage(Words words) {
        return object(
                "zh-CN",
                string(words.in(Locale.forLanguageTag("zh-CN"))),
                "en",
                string(words.in(Locale.forLanguageTag("en"))));
    }

    /// An object as a list of names with their values, because the order matters.
    private static JsonNode pairs(Map<String, JsonNode> members) {
        return array(
                members.entrySet()
                        .stream()
                        .map(member -> array(Stream.of(string(member.getKey()), member.getValue()))));
    }

    private static JsonNode object(Object... namesAndValues) {
        var members = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (JsonNode) namesAndValues[i + 1]);
        }
        return JsonNode.createObjectNode(members);
    }

    private static JsonNode array(Stream<JsonNode> items) {
        return JsonNode.createArrayNode(items.toList());
    }

    private static JsonNode string(String text) {
        return JsonNode.createStringNode(text);
    }

    private static String text(JsonNode json) {
        return new String(Json.canonical(json), StandardCharsets.UTF_8);
    }

    private static JsonNode official(String code) throws IOException {
        return Json.read(Files.readAllBytes(Path.of("src/main/resources/questionnaires", code + ".1.json")));
    }
}
