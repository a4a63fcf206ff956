package io.github.certpulse.survey.questionnaire;

import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
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

/// One version of a questionnaire. Once published it never changes; a correction is a new version.
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
    /// The form of a code, which becomes a part of addresses.
    public static final Pattern CODE = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9._-]{0,63}");

    /// A heading and the ids of the questions below it.
    public record Section(String title, List<String> questions) {
        public Section {
            questions = List.copyOf(questions);
        }
    }

    public Definition {
        sections = List.copyOf(sections);
        questions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(questions));
    }

    /// The same definition with another version.
    public Definition withVersion(int newVersion) {
        return new Definition(
                code,
                newVersion,
                role,
                title,
                introduction,
                closing,
                sections,
                questions,
                contactIntroduction);
    }

    /// The definition in the API's format. Fields with their default values are left out.
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

    /// The answers that come from the school, by question: its city as text, its level as an option's code. A question
    /// is left to the respondent if the school has no city, or if no option stands for the school's level.
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
            case SCHOOL_CITY -> city.filter(name -> !WhiteSpace.isBlank(name));
            case SCHOOL_LEVEL ->
                    question.options()
                            .values()
                            .stream()
                            .filter(option -> option.level().filter(level::equals).isPresent())
                            .map(Option::code)
                            .findFirst();
        };
    }

    /// The questions that are asked of a respondent with these answers, in order. Answers to questions that are not on
    /// the path have no effect.
    public List<Question> path(Map<String, Answer> answers) {
        var answersOnPath = new HashMap<String, Answer>();
        var path = new ArrayList<Question>(questions.size());
        for (var question : questions.values()) {
            if (question.visibleWhen().holds(answersOnPath)) {
                path.add(question);
                Optional.ofNullable(answers.get(question.id()))
                        .ifPresent(answer -> answersOnPath.put(question.id(), answer));
            }
        }
        return path;
    }

    /// Reads answers from their stored form, an object of answers by question as in a sheet.
    ///
    /// @throws IllegalArgumentException if they do not belong to this version
    public Map<String, Answer> readAnswers(JsonNode answers) {
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
