package io.github.certpulse.survey.publishing;

import io.github.certpulse.survey.questionnaire.Role;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.PublishedInMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares the definitions with the official text of 2020, line by line.
@Fast
class OfficialWordingTest {
    private static final Pattern QUESTION = Pattern.compile("(\\d+)\\. ?(.*)");
    private static final Pattern OPTION = Pattern.compile("(?<![^ ])([A-E])\\.(\\S+)");

    private final Questionnaires questionnaires = new Questionnaires(new PublishedInMemory());

    /// One questionnaire as printed: options as letter → label.
    private static final class Printed {
        final List<String> head = new ArrayList<>();
        final List<Section> sections = new ArrayList<>();
        final Map<Integer, String> questions = new LinkedHashMap<>();
        final Map<Integer, Map<String, String>> options = new LinkedHashMap<>();
        final Map<Integer, List<String>> sentences = new LinkedHashMap<>();
    }

    @ParameterizedTest
    @CsvSource({"teacher-2020, TEACHER, 1, 21", "student-2020, STUDENT, 2, 17"})
    void matchesTheOfficialTextWordForWord(String code, Role role, int annex, int questions) throws IOException {
        var definition = questionnaires.find(code, 1).orElseThrow().definition();
        var printed = printed(annex);

        assertThat(definition.role()).isEqualTo(role);
        assertThat(List.of(definition.title(), definition.introduction())).isEqualTo(printed.head);
        assertThat(definition.sections()).isEqualTo(printed.sections);
        assertThat(printed.questions).hasSize(questions);
        assertThat(definition.questions().keySet())
                .containsExactlyElementsOf(printed.questions.keySet().stream().map(n -> "q" + n).toList());
        for (var question : definition.questions().values()) {
            var number = question.number();
            assertThat(question.id()).isEqualTo("q" + number);
            assertThat(question.text()).isEqualTo(printed.questions.get(number));
            var labels = new LinkedHashMap<String, String>();
            question.options().values().forEach(option -> labels.put(option.code(), option.label()));
            assertThat(labels.entrySet()).as(question.id())
                    .containsExactlyElementsOf(printed.options.get(number).entrySet());
            var sentences = new ArrayList<>(question.note().stream().toList());
            if (number == questions) {
                sentences.add(definition.contactIntroduction());
            }
            assertThat(sentences).as(question.id()).isEqualTo(printed.sentences.get(number));
        }
        assertThat(definition.contactIntroduction()).endsWith(definition.closing());
    }

    @ParameterizedTest
    @CsvSource({"teacher-2020, 1", "student-2020, 2"})
    void givesQuestionsTheKindThatTheirTextStates(String code, int annex) {
        for (var question : questionnaires.find(code, 1).orElseThrow().definition().questions().values()) {
            var kind = question.options().isEmpty()
                    ? Kind.Text.class
                    : question.text().contains("（可多选）") ? Kind.Multiple.class : Kind.Single.class;
            assertThat(question.kind()).as(question.id()).isInstanceOf(kind);
            for (var option : question.options().values()) {
                assertThat(option.otherText()).isEqualTo(option.label().contains("（请填写）"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"teacher-2020", "student-2020"})
    void prefillsCityAndLevelOfTheSchool(String code) {
        var definition = questionnaires.find(code, 1).orElseThrow().definition();
        assertThat(definition.questions().get("q2").options().values().stream().map(Option::level))
                .containsExactly(
                        Optional.of("中职"),
                        Optional.of("高职"),
                        Optional.of("本科"),
                        Optional.of("开放大学"));
        assertThat(definition.prefilled(Optional.of("太原市"), "本科")).isEqualTo(Map.of("q1", "太原市", "q2", "C"));
        assertThat(definition.prefilled(Optional.empty(), "中职")).isEqualTo(Map.of("q2", "A"));
        assertThat(definition.prefilled(Optional.of(" "), "技工")).isEmpty();
    }

    private static Printed printed(int annex) throws IOException {
        var printed = new Printed();
        try (var in = OfficialWordingTest.class.getResourceAsStream("/official-2020.txt")) {
            var number = 0;
            for (var line : new String(in.readAllBytes(), UTF_8).split("附件\\d\n")[annex].lines()
                    .map(String::strip)
                    .toList()) {
                var question = QUESTION.matcher(line);
                if (question.matches()) {
                    number = Integer.parseInt(question.group(1));
                    printed.questions.put(number, question.group(2).replaceAll("（ +）", ""));
                    printed.options.put(number, new LinkedHashMap<>());
                    printed.sentences.put(number, new ArrayList<>());
                    var last = printed.sections.removeLast();
                    var ids = new ArrayList<>(last.questions());
                    ids.add("q" + number);
                    printed.sections.add(new Section(last.title(), ids));
                } else if (line.matches("[一二]、.*")) {
                    printed.sections.add(new Section(line, List.of()));
                } else if (line.matches("[A-E]\\..*")) {
                    var labels = printed.options.get(number);
                    OPTION.matcher(line).results().forEach(option -> labels.put(option.group(1), option.group(2)));
                } else if (printed.sections.isEmpty()) {
                    printed.head.add(line);
                } else if (!line.isEmpty() && !line.startsWith("联系人：")) {
                    printed.sentences.get(number).add(line);
                }
            }
        }
        return printed;
    }
}
