package io.github.certpulse.intake.submission;

import io.github.certpulse.intake.siteword.TypedWord;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.sheet.Sheet;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// An answer sheet in a request. Its form is valid; its answers are not checked yet.
///
/// @param entry          the scanned code
/// @param certificate    the certificate's id, as sent
/// @param questionnaire  the version that the client showed
/// @param elapsedSeconds from the first question to the last
/// @param noticeVersion  the privacy notice that the client showed, as the entry named it
/// @param siteWord       the word that was typed; it does not belong to the sheet
/// @param hash           SHA-256 of the canonical JSON without the word, the same for the same sheet
public record SubmittedSheet(
        String entry,
        String certificate,
        QuestionnaireVersion questionnaire,
        Sheet sheet,
        OptionalInt elapsedSeconds,
        OptionalInt noticeVersion,
        Optional<TypedWord> siteWord,
        byte[] hash) {
    /// An example of a body.
    public static final String EXAMPLE =
            """
                    { "entry": "ZZ7HH697JNW", "certificateId": "0S9NY4W2PYW35", \
                    "questionnaire": { "code": "teacher-2020", "version": 1 },
                      "answers": { "q3": "B", "q5": ["A", "B"], "q15": ["A", "E"], "q21": "…" }, \
                    "otherTexts": { "q15": "…" },
                      "contact": { "name": "…", "phone": "13800138000" },
                      "elapsedSeconds": 214, "noticeVersion": 2, "siteWord": "482913" }""";
    /// A month. A longer time means that the client's clock is wrong.
    static final int MAX_ELAPSED_SECONDS = 31 * 24 * 60 * 60;
    /// Versions that this replica does not know pass as well: while an upgrade is under way, the entry may have come
    /// from a replica with a newer notice, and such a sheet must not be lost.
    static final int MAX_NOTICE_VERSION = 9999;

    private static final String SITE_WORD = "siteWord";
    /// By field.
    private static final Map<String, FieldRule> MALFORMED = new ConcurrentHashMap<>();

    /// Reads the sheet in a request's body.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `malformed`, with the first violation
    public static SubmittedSheet read(byte[] body) {
        var json = parse(body);
        var fields = new FieldReader(json);
        required(fields, "questionnaire", JsonType.members());
        var entry = required(fields, "entry", JsonType.text());
        var certificate = required(fields, "certificateId", JsonType.text());
        var code = required(fields, "questionnaire.code", JsonType.text());
        var version = required(fields, "questionnaire.version", JsonType.wholeNumber(0, Integer.MAX_VALUE));
        var answers = required(fields, "answers", JsonType.members());
        var otherTexts = optional(fields, "otherTexts", JsonType.members());
        var contact = optional(fields, "contact", JsonType.members());
        var siteWord = optional(fields, SITE_WORD, JsonType.text()).flatMap(TypedWord::parse);
        var elapsedSeconds = optional(fields, "elapsedSeconds", JsonType.wholeNumber(0, MAX_ELAPSED_SECONDS));
        var noticeVersion = optional(fields, "noticeVersion", JsonType.wholeNumber(1, MAX_NOTICE_VERSION));
        fields.violations().stream().findFirst().ifPresent(first -> {
            throw Problem.MALFORMED.exception().because(first.message());
        });
        return new SubmittedSheet(
                entry.orElseThrow(),
                certificate.orElseThrow(),
                new QuestionnaireVersion(code.orElseThrow(), version.orElseThrow()),
                new Sheet(
                        answers.orElseThrow(),
                        otherTexts.orElseGet(LinkedHashMap::new),
                        contact.orElseGet(LinkedHashMap::new)),
                elapsedSeconds.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                noticeVersion.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                siteWord,
                Sha256.digest(Json.canonical(withoutWord(json))));
    }

    private static JsonNode withoutWord(JsonNode sheet) {
        if (sheet.get(SITE_WORD) == null) {
            return sheet;
        }
        var members = new LinkedHashMap<String, JsonNode>();
        sheet.entries().forEach(member -> members.put(member.getKey(), member.getValue()));
        members.remove(SITE_WORD);
        return JsonNode.createObjectNode(members);
    }

    private static JsonNode parse(byte[] body) {
        try {
            var json = Json.read(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw Problem.MALFORMED.because("请求正文不是有效的 JSON", "The body is not valid JSON");
        }
        throw Problem.MALFORMED.exception().because(malformed("body").words());
    }

    private static <T> Optional<T> required(FieldReader fields, String field, JsonType<T> type) {
        return fields.required(field, type, malformed(field));
    }

    private static <T> Optional<T> optional(FieldReader fields, String field, JsonType<T> type) {
        return fields.optional(field, type, malformed(field));
    }

    private static FieldRule malformed(String field) {
        return MALFORMED.computeIfAbsent(
                field,
                _ -> new FieldRule("malformed", field + " 缺失或格式有误", field + " is missing or has the wrong form"));
    }
}
