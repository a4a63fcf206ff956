package io.github.certpulse.survey.sheet;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.definition.DefinitionReader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The cases in which every implementation of the rules must give the same result; each file describes its format.
class SheetCasesTest {
    @TestFactory
    Stream<DynamicContainer> agreesWithTheCasesThatAllLanguagesShare() {
        return Stream.of("teacher-2020", "student-2020", "contact", "conditions").map(this::file);
    }

    private DynamicContainer file(String name) {
        var file = json("/cases/" + name + ".json");
        var definition = DefinitionReader.read(
                Optional.ofNullable(file.get("definition"))
                        .orElseGet(
                                () -> json(
                                        "/questionnaires/%s.%d.json"
                                                .formatted(
                                                        file.get("questionnaire").get("code").getStringValue(),
                                                        file.get("questionnaire").get("version").getIntValue()))));
        return dynamicContainer(name, list(file.get("cases")).stream().map(each -> test(definition, file, each)));
    }

    private static DynamicTest test(Definition definition, JsonNode file, JsonNode each) {
        return dynamicTest(each.get("name").getStringValue(), () -> {
            var prefilled = new LinkedHashMap<String, String>();
            fields(Optional.ofNullable(each.get("prefilled")).orElse(file.get("prefilled")))
                    .forEach((question, value) -> prefilled.put(question, value.getStringValue()));
            var answers = fields(file.get("complete"));
            list(each.get("without")).forEach(question -> answers.remove(question.getStringValue()));
            answers.putAll(fields(each.get("answers")));
            var sheet = new Sheet(answers, fields(each.get("otherTexts")), fields(each.get("contact")));

            switch (SheetCheck.check(definition, prefilled, sheet)) {
                case Checked.Invalid(var violations) ->
                        assertThat(violations.stream().map(violation -> violation.field() + " " + violation.code()))
                                .containsExactlyElementsOf(
                                        list(each.get("violations")).stream()
                                                .map(
                                                        violation -> violation.get("field").getStringValue() + " "
                                                                + violation.get("code").getStringValue())
                                                .toList());
                case Checked.Accepted accepted -> {
                    assertThat(each.get("violations")).as("violations expected").isNull();
                    assertAccepted(definition, accepted, each);
                }
            }
        });
    }

    private static void assertAccepted(Definition definition, Checked.Accepted accepted, JsonNode each) {
        var expected = fields(each.get("accepted"));
        if (expected.containsKey("answers")) {
            assertThat(fields(accepted.answersAsJson()).entrySet())
                    .containsExactlyElementsOf(fields(expected.get("answers")).entrySet());
        }
        if (expected.containsKey("otherTexts")) {
            assertThat(fields(accepted.otherTextsAsJson()).entrySet())
                    .containsExactlyElementsOf(fields(expected.get("otherTexts")).entrySet());
        }
        if (expected.containsKey("contact")) {
            var contact = expected.get("contact");
            assertThat(accepted.contact()).isEqualTo(
                    contact.isNull()
                            ? Optional.empty()
                            : Optional.of(
                                    new Contact(
                                            contact.get("name").getStringValue(),
                                            contact.get("phone").getStringValue())));
        }
        if (each.get("skipped") != null) {
            var skipped = new ArrayList<>(definition.questions().keySet());
            definition.path(accepted.answers()).forEach(question -> skipped.remove(question.id()));
            assertThat(skipped).isEqualTo(list(each.get("skipped")).stream().map(JsonNode::getStringValue).toList());
        }
        assertThat(definition.readAnswers(accepted.answersAsJson())).isEqualTo(accepted.answers());
    }

    /// `{"$repeat": "x", "$times": 3}` written out.
    private static JsonNode expanded(JsonNode value) {
        if (value.isObject() && value.get("$repeat") != null) {
            return JsonNode
                    .createStringNode(value.get("$repeat").getStringValue().repeat(value.get("$times").getIntValue()));
        }
        return value.isObject() ? JsonNode.createObjectNode(fields(value)) : value;
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        var fields = new LinkedHashMap<String, JsonNode>();
        if (object != null) {
            object.entries().forEach(field -> fields.put(field.getKey(), expanded(field.getValue())));
        }
        return fields;
    }

    private static List<JsonNode> list(JsonNode array) {
        return array == null ? List.of() : StreamSupport.stream(array.values().spliterator(), false).toList();
    }

    private static JsonNode json(String resource) {
        try (var in = SheetCasesTest.class.getResourceAsStream(resource)) {
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
