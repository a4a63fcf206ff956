package io.github.certpulse.survey.definition;

import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads one definition from JSON, in the API's format. Reading continues after a violation, with placeholders for
/// missing parts, so that the author sees all violations at once. A definition with a violation is never returned.
public final class DefinitionReader {
    private final List<String> violations = new ArrayList<>();

    private DefinitionReader() {}

    /// The definition in a JSON document.
    ///
    /// @throws InvalidDefinition with all violations of form and of the rules between parts
    public static Definition read(JsonNode json) {
        return new DefinitionReader().definition(json);
    }

    private Definition definition(JsonNode json) {
        var part = part(
                "definition",
                json,
                "code",
                "version",
                "role",
                "title",
                "introduction",
                "closing",
                "sections",
                "questions",
                "contact");
        var code = part.name("code", Definition.CODE);
        var version = part.number("version", 1, Integer.MAX_VALUE);
        var role = part.choice("role", Role.values(), Role::name).orElse(Role.TEACHER);
        var title = part.text("title");
        var introduction = part.text("introduction");
        var closing = part.text("closing");
        var sections = part.list("sections").stream().map(this::section).toList();
        var questions = part.list("questions").stream().map(this::question).toList();
        var contact = part("contact", part.field("contact").orElse(JsonNode.nullNode()), "introduction")
                .text("introduction");
        DefinitionCheck.check(sections, questions)
                .forEach(violation -> violations.add(violation.words().en()));
        if (!violations.isEmpty()) {
            throw new InvalidDefinition(code, version, violations);
        }
        var byId = questions.stream()
                .collect(Collectors.toMap(Question::id, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        return new Definition(code, version, role, title, introduction, closing, sections, byId, contact);
    }

    private Section section(JsonNode json) {
        var part = part("section", json, "title", "questions");
        var ids = new ArrayList<String>();
        for (var id : part.list("questions")) {
            if (id.isString()) {
                ids.add(id.getStringValue());
            } else {
                part.report("lists a question that is not an id");
            }
        }
        return new Section(part.text("title"), ids);
    }

    private Question question(JsonNode json) {
        var where =
                json.isObject() && json.get("id") != null && json.get("id").isString() ? json.get("id").getStringValue()
                        : "question";
        var part = part(
                where,
                json,
                "id",
                "number",
                "type",
                "text",
                "note",
                "required",
                "visibleWhen",
                "options",
                "maxLength",
                "prefill");
        return new Question(
                part.name("id", Question.ID),
                part.number("number", 1, 9999),
                kind(part),
                part.text("text"),
                part.field("note").map(_ -> part.text("note")),
                requirement(part),
                part.field("visibleWhen")
                        .<Condition>map(condition -> condition(part, condition))
                        .orElse(new Condition.Always()),
                part.field("prefill").flatMap(_ -> part.choice("prefill", Prefill.values(), Prefill::source)));
    }

    private Kind kind(DefinitionPart part) {
        var type = part.string("type").orElse("");
        return switch (type) {
            case "single" -> new Kind.Single(options(part));
            case "multiple" -> new Kind.Multiple(options(part));
            case "text" -> {
                part.field("options").ifPresent(_ -> part.report("is a text and has options"));
                yield new Kind.Text(part.number("maxLength", 1, Question.MAX_TEXT_LENGTH));
            }
            default -> {
                part.report("needs a type: single, multiple or text");
                yield new Kind.Single(part.field("options").map(_ -> options(part)).orElseGet(LinkedHashMap::new));
            }
        };
    }

    private LinkedHashMap<String, Option> options(DefinitionPart part) {
        part.field("maxLength").ifPresent(_ -> part.report("has a maxLength and is no text"));
        var options = new LinkedHashMap<String, Option>();
        for (var json : part.list("options")) {
            var option = part(part.where() + "'s option", json, "code", "label", "otherText", "level");
            var code = option.name("code", Option.CODE);
            var other = option.field("otherText").map(flag -> option.flag("otherText", flag)).orElse(false);
            var level = option.field("level").map(_ -> option.text("level"));
            if (options.put(code, new Option(code, option.text("label"), other, level)) != null) {
                part.report("has option " + code + " twice");
            }
        }
        return options;
    }

    private Condition requirement(DefinitionPart part) {
        var json = part.field("required").orElse(JsonNode.nullNode());
        if (json.isBoolean()) {
            return json.getBooleanValue() ? new Condition.Always() : new Condition.Never();
        }
        if (json.isObject()) {
            return condition(part, json);
        }
        part.report("needs required: true, false or a condition");
        return new Condition.Never();
    }

    private Condition condition(DefinitionPart part, JsonNode json) {
        var names = new TreeSet<String>();
        if (json.isObject()) {
            json.entries().forEach(entry -> names.add(entry.getKey()));
        }
        var condition = part(part.where() + "'s condition", json, "question", "in", "all", "any", "not");
        return switch (String.join(" ", names)) {
            case "in question" -> new Condition.In(condition.text("question"), codes(condition));
            case "all" -> new Condition.All(condition.list("all").stream().map(each -> condition(part, each)).toList());
            case "any" -> new Condition.Any(condition.list("any").stream().map(each -> condition(part, each)).toList());
            case "not" -> new Condition.Not(condition(part, json.get("not")));
            default -> {
                condition.report("must be {question, in}, {all}, {any} or {not}");
                yield new Condition.Never();
            }
        };
    }

    private static Set<String> codes(DefinitionPart condition) {
        var codes = new TreeSet<String>();
        for (var code : condition.list("in")) {
            if (!code.isString() || !codes.add(code.getStringValue())) {
                condition.report("contains an option that is not a code, or contains one twice");
            }
        }
        return codes;
    }

    private DefinitionPart part(String where, JsonNode json, String... allowedFields) {
        return new DefinitionPart(where, json, violations, allowedFields);
    }
}
