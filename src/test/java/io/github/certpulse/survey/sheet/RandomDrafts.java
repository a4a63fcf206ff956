package io.github.certpulse.survey.sheet;

import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.testing.RandomAnswers;
import io.github.certpulse.testing.Sheets;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Drafts that careless, old and hostile clients may have: valid sheets, valid sheets with one part broken, and invalid
/// sheets. The same seed gives the same drafts.
final class RandomDrafts {
    /// White space of ECMAScript, then characters that only other languages or people treat as white space.
    private static final List<String> BLANKS = List.of(
            "",
            " ",
            "\t\n",
            "\u3000",
            "\uFEFF",
            "\u00A0\u2028",
            "\u2003\u205F",
            "\u000B\f\r\u1680\u2000\u2001\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2029\u202F",
            "\u200B",
            "\u0085",
            "\u180E",
            "\u001C",
            "\u2060");
    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "0",
            "1.5e3",
            "{}",
            "[]",
            "[null]",
            "[[\"A\"]]",
            "{\"A\":\"A\"}",
            "[\"\"]",
            "[\" \",7]",
            "\"Z\"",
            "\"a\"",
            "\" A\"",
            "\"A\\u0000\"",
            "\"length\"",
            "\"__proto__\"",
            "[\"constructor\"]");
    private static final List<String> UNKNOWN =
            List.of("q99", "__proto__", "isPrototypeOf", "10", "9", "", "老师", "\uFF5E", "\uD83D\uDE00", "Q1", " q1");
    private static final List<String> PHONES = List.of(
            "13800138000",
            "+86 138 0013 8000",
            "8613800138000",
            "86-138-0013-8000",
            "+8613800138000",
            "12800138000",
            "1380013800",
            "138001380001",
            "027-87654321",
            "027 8765432转8001",
            "010-12345678ext.12",
            "010-12345678 x1234567",
            "0371 1234567 X 1",
            "027-87654321-",
            "27-87654321",
            "１３８００１３８０００",
            "13800138000\n1",
            "138 - 0013 - 8000",
            "1-3-8-0-0-1-3-8-0-0-0",
            "0101234567",
            "01012345678",
            "010123456789",
            "0101234567890",
            "+86",
            "请打电话",
            "138" + "-".repeat(29) + "00138000",
            "027-8765432" + " ".repeat(28) + "x1",
            "1" + " ".repeat(30) + "3800138000");
    private static final List<String> UNITS =
            List.of("字", "a", "\uD83D\uDE00", " ", "\u3000", "\"", "\\", "e\u0301", "\u0000", "\u2028");

    private final Definition definition;
    private final RandomAnswers answers;
    private final Random random;

    /// @param prefilled the answers that come from the school, by question
    record Draft(Map<String, String> prefilled, Sheet sheet) {}

    RandomDrafts(Definition definition, long seed) {
        this.definition = definition;
        this.random = new Random(seed);
        this.answers = new RandomAnswers(definition, random);
    }

    Draft next() {
        var prefilled = definition.prefilled(
                oneOf(List.of(Optional.of("武汉市"), Optional.of("A"), Optional.empty())),
                oneOf(List.of("中职", "高职", "小学")));
        var good = answers.next(prefilled);
        var sent = new LinkedHashMap<String, JsonNode>();
        var otherTexts = new LinkedHashMap<String, JsonNode>();
        good.otherTexts().forEach((id, text) -> otherTexts.put(id, JsonNode.createStringNode(text)));
        good.answers().forEach((id, answer) -> {
            if (!prefilled.containsKey(id) || random.nextBoolean()) {
                sent.put(id, answer.asJson());
            }
        });
        int broken = random.nextInt(16) == 0 ? definition.questions().size() * 3 : random.nextInt(4);
        for (int i = 0; i < broken; i++) {
            breakOne(sent, otherTexts);
        }
        return new Draft(prefilled, new Sheet(shuffled(sent), shuffled(otherTexts), contact()));
    }

    private void breakOne(Map<String, JsonNode> sent, Map<String, JsonNode> otherTexts) {
        var question = oneOf(List.copyOf(definition.questions().values()));
        switch (random.nextInt(8)) {
            case 0 -> sent.remove(question.id());
            case 1 -> otherTexts.remove(question.id());
            case 2 -> sent.put(question.id(), junk());
            case 3 -> otherTexts.put(question.id(), junk());
            case 4 -> otherTexts.put(question.id(), text(SheetCheck.MAX_OTHER_TEXT_LENGTH));
            case 5 -> (random.nextBoolean() ? sent : otherTexts).put(oneOf(UNKNOWN), junk());
            default -> sent.put(question.id(), likely(question));
        }
    }

    private JsonNode likely(Question question) {
        var codes = List.copyOf(question.options().keySet());
        return switch (question.kind()) {
            case Kind.Single _ -> JsonNode.createStringNode(oneOf(codes));
            case Kind.Multiple _ -> {
                var chosen = Stream.generate(() -> oneOf(codes))
                        .limit(random.nextInt(4))
                        .map(JsonNode::createStringNode)
                        .toList();
                yield JsonNode.createArrayNode(
                        random.nextInt(4) > 0 ? chosen : Stream.concat(chosen.stream(), Stream.of(junk())).toList());
            }
            case Kind.Text(var maxLength) -> text(maxLength);
        };
    }

    /// A length that is mostly close to a limit.
    private JsonNode text(int limit) {
        var text = new StringBuilder();
        int length = random.nextInt(3) == 0 ? random.nextInt(limit) : limit - 1 + random.nextInt(3);
        while (text.length() < length) {
            text.append(oneOf(UNITS));
        }
        return JsonNode.createStringNode(text.toString());
    }

    private JsonNode junk() {
        return random.nextInt(3) == 0 ? JsonNode.createStringNode(oneOf(BLANKS)) : Sheets.json(oneOf(JUNK));
    }

    private Map<String, JsonNode> contact() {
        var contact = new LinkedHashMap<String, JsonNode>();
        if (random.nextInt(3) > 0) {
            return contact;
        }
        switch (random.nextInt(4)) {
            case 0 -> contact.put("name", junk());
            case 1 -> contact.put("name", text(SheetCheck.MAX_NAME_LENGTH));
            case 2 -> contact.put("name", JsonNode.createStringNode(oneOf(BLANKS) + "王老师" + oneOf(BLANKS)));
            default -> {}
        }
        switch (random.nextInt(5)) {
            case 0 -> contact.put("phone", junk());
            case 1, 2 -> contact.put("phone", JsonNode.createStringNode(oneOf(BLANKS) + oneOf(PHONES) + oneOf(BLANKS)));
            case 3 -> contact.put("phone", JsonNode.createStringNode(mistyped(oneOf(PHONES))));
            default -> {}
        }
        return contact;
    }

    private String mistyped(String phone) {
        int place = random.nextInt(phone.length());
        return phone.substring(0, place) + oneOf(List.of("", "0", " ", "-", "  - ", "转", "x", "+"))
                + phone.substring(place + random.nextInt(2));
    }

    private Map<String, JsonNode> shuffled(Map<String, JsonNode> members) {
        var names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, random);
        var shuffled = new LinkedHashMap<String, JsonNode>();
        names.forEach(name -> shuffled.put(name, members.get(name)));
        return shuffled;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
