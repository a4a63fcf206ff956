package io.github.certpulse.survey.questionnaire;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Sheet.Answer;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// One version of a questionnaire, as read by [#read]. Once published it never changes; corrections are a new version.
///
/// @param questions           by id, in the order in which they are asked
/// @param contactIntroduction the sentence above the fields for name and phone
public record Definition(
        String code,
        int version,
        Role role,
        String title,
        String introduction,
        String closing,
        List<Section> sections,
        SequencedMap<String, Question> questions,
        String contactIntroduction) {
    /// What a code looks like.
    public static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /// A heading and the ids of the questions below it.
    public record Section(String title, List<String> questions) {
        public Section {
            questions = List.copyOf(questions);
        }
    }

    /// A definition that cannot be asked; the message tells every fault.
    public static final class Invalid extends RuntimeException {
        private final transient List<String> faults;

        Invalid(String code, int version, List<String> faults) {
            super(
                    "Questionnaire %s version %d has faults:\n- %s"
                            .formatted(code, version, String.join("\n- ", faults)));
            this.faults = List.copyOf(faults);
        }

        public List<String> faults() {
            return faults;
        }
    }

    /// What keeps a definition from being asked.
    ///
    /// @param code stable and kebab-case
    public record Fault(Place place, String code, Words words) {}

    /// Where the author of a definition finds a fault. Questions are counted from 0, because two may have one id.
    public sealed interface Place {
        /// The list of sections.
        record Sections() implements Place {}

        record Item(int question, Part part) implements Place {}

        record Choice(int question, String option) implements Place {}
    }

    /// What of a question is at fault.
    public enum Part { ID, NUMBER, SECTION, OPTIONS, PREFILL, REQUIRED, VISIBLE_WHEN }

    public Definition {
        sections = List.copyOf(sections);
        questions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(questions));
    }

    /// The definition that a JSON document in the API's format holds.
    ///
    /// @throws Invalid with all faults at once: of form, of wording left blank, and of conditions that do not look back
    public static Definition read(JsonNode json) {
        return new DefinitionReader().read(json);
    }

    /// What keeps these questions from being asked in these sections: ids that are taken, conditions that do not look
    /// back, and whatever else is wrong between sound parts. In reading order.
    public static List<Fault> faults(List<Section> sections, List<Question> questions) {
        return DefinitionRules.faults(sections, questions);
    }

    /// The same under another version's number.
    public Definition withVersion(int other) {
        return new Definition(
                code,
                other,
                role,
                title,
                introduction,
                closing,
                sections,
                questions,
                contactIntroduction);
    }

    /// The definition in the API's format, which [#read] reads back. What has its default is left out.
    public JsonNode asJson() {
        return JsonNode.createObjectNode(
                Map.of(
                        "code",
                        JsonNode.createStringNode(code),
                        "version",
                        JsonNode.createNumberNode(version),
                        "role",
                        JsonNode.createStringNode(role.name()),
                        "title",
                        JsonNode.createStringNode(title),
                        "introduction",
                        JsonNode.createStringNode(introduction),
                        "closing",
                        JsonNode.createStringNode(closing),
                        "sections",
                        JsonNode.createArrayNode(sections.stream().map(Definition::asJson).toList()),
                        "questions",
                        JsonNode.createArrayNode(questions.values().stream().map(Question::asJson).toList()),
                        "contact",
                        JsonNode.createObjectNode(
                                Map.of("introduction", JsonNode.createStringNode(contactIntroduction)))));
    }

    private static JsonNode asJson(Section section) {
        return JsonNode.createObjectNode(
                Map.of(
                        "title",
                        JsonNode.createStringNode(section.title()),
                        "questions",
                        JsonNode.createArrayNode(
                                section.questions().stream().map(JsonNode::createStringNode).toList())));
    }

    public Optional<Question> question(String id) {
        return Optional.ofNullable(questions.get(id));
    }

    /// What is answered by the school itself, by question: the city as text, the level as an option's code. A question
    /// whose source the school lacks, or whose options do not name the school's level, is left to the respondent.
    public Map<String, String> prefilled(Optional<String> city, String level) {
        var values = new LinkedHashMap<String, String>();
        for (var question : questions.values()) {
            question.prefill()
                    .flatMap(source -> prefilled(question, source, city, level))
                    .ifPresent(value -> values.put(question.id(), value));
        }
        return Collections.unmodifiableMap(values);
    }

    private static Optional<String> prefilled(Question question, Prefill source, Optional<String> city, String level) {
        return switch (source) {
            case SCHOOL_CITY -> city.filter(name -> !Sheet.isBlank(name));
            case SCHOOL_LEVEL ->
                    question.options()
                            .values()
                            .stream()
                            .filter(option -> option.level().filter(level::equals).isPresent())
                            .map(Option::code)
                            .findFirst();
        };
    }

    /// The questions asked of somebody who gave these answers, in order. Answers to questions off the path count for
    /// nothing.
    public List<Question> path(Map<String, Answer> answers) {
        var given = new HashMap<String, Answer>();
        var path = new ArrayList<Question>(questions.size());
        for (var question : questions.values()) {
            if (question.visibleWhen().holds(given)) {
                path.add(question);
                Optional.ofNullable(answers.get(question.id())).ifPresent(answer -> given.put(question.id(), answer));
            }
        }
        return path;
    }

    /// The answers behind their stored form, [Sheet.Checked.Accepted#answersAsJson].
    ///
    /// @throws IllegalArgumentException when they were not stored by this version
    public Map<String, Answer> stored(JsonNode answers) {
        var read = new LinkedHashMap<String, Answer>();
        for (var entry : answers.entries()) {
            var question = question(entry.getKey())
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    code + "@" + version + " has no question " + entry.getKey()));
            var value = entry.getValue();
            read.put(question.id(), switch (question.kind()) {
                case Kind.Single _ -> new Answer.One(option(question, value));
                case Kind.Multiple _ -> new Answer.Several(
                        StreamSupport.stream(value.values().spliterator(), false)
                                .map(each -> option(question, each))
                                .toList());
                case Kind.Text _ -> new Answer.Text(value.getStringValue());
            });
        }
        return Collections.unmodifiableMap(read);
    }

    private String option(Question question, JsonNode value) {
        var option = value.getStringValue();
        if (!question.options().containsKey(option)) {
            throw new IllegalArgumentException(
                    "%s@%d has no option %s in %s".formatted(code, version, option, question.id()));
        }
        return option;
    }
}
