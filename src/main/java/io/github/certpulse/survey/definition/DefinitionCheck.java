package io.github.certpulse.survey.definition;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.definition.DefinitionViolation.Part;
import io.github.certpulse.survey.definition.DefinitionViolation.Place;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checks the rules between the parts of a definition. A condition may name earlier questions only, so that one pass
/// finds the path and there are no cycles.
public final class DefinitionCheck {
    private final List<Question> questions;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<DefinitionViolation> violations = new ArrayList<>();

    private DefinitionCheck(List<Question> questions) {
        this.questions = questions;
    }

    /// Every violation, in reading order. The parts themselves must be valid.
    public static List<DefinitionViolation> check(List<Section> sections, List<Question> questions) {
        var check = new DefinitionCheck(questions);
        check.checkNames();
        check.checkSections(sections);
        for (int place = 0; place < questions.size(); place++) {
            check.checkConditions(place);
        }
        for (int place = 0; place < questions.size(); place++) {
            check.checkOptions(place);
        }
        check.violations.addAll(VariableNames.check(questions, check.places.values()));
        return check.violations;
    }

    private void checkNames() {
        var numbers = new HashSet<Integer>();
        for (int place = 0; place < questions.size(); place++) {
            var question = questions.get(place);
            if (places.putIfAbsent(question.id(), place) != null) {
                violations.add(DefinitionRule.ID_DUPLICATE.at(place, Part.ID, question.id()));
            }
            if (!numbers.add(question.number())) {
                violations.add(
                        DefinitionRule.NUMBER_DUPLICATE.at(place, Part.NUMBER, question.id(), question.number()));
            }
        }
    }

    private void checkSections(List<Section> sections) {
        var listed = sections.stream().flatMap(section -> section.questions().stream()).toList();
        var seen = new HashSet<String>();
        for (var id : listed) {
            if (!places.containsKey(id)) {
                violations.add(DefinitionRule.SECTION_QUESTION_UNKNOWN.at(new Place.Sections(), id));
            }
            if (!seen.add(id)) {
                violations.add(DefinitionRule.SECTION_QUESTION_TWICE.at(new Place.Sections(), id));
            }
        }
        for (int place = 0; place < questions.size(); place++) {
            var id = questions.get(place).id();
            if (!seen.contains(id)) {
                violations.add(DefinitionRule.SECTION_MISSING.at(place, Part.SECTION, id));
            }
        }
        var order = listed.stream().filter(places::containsKey).map(places::get).distinct().toList();
        if (!order.equals(order.stream().sorted().toList())) {
            violations.add(DefinitionRule.SECTION_ORDER.at(new Place.Sections()));
        }
    }

    private void checkConditions(int place) {
        var question = questions.get(place);
        question.visibleWhen().references().forEach(reference -> checkReference(place, Part.VISIBLE_WHEN, reference));
        question.required().references().forEach(reference -> checkReference(place, Part.REQUIRED, reference));
    }

    private void checkReference(int place, Part part, Condition.In reference) {
        var id = questions.get(place).id();
        var found = places.get(reference.question());
        if (found == null) {
            violations.add(conditionViolation(DefinitionRule.QUESTION_UNKNOWN, place, part, reference));
            return;
        }
        if (found >= firstPlace(id)) {
            violations.add(conditionViolation(DefinitionRule.QUESTION_NOT_EARLIER, place, part, reference));
        }
        var other = questions.get(found);
        if (other.kind() instanceof Kind.Text) {
            violations.add(conditionViolation(DefinitionRule.QUESTION_IS_TEXT, place, part, reference));
            return;
        }
        reference.options()
                .stream()
                .sorted()
                .filter(code -> !other.options().containsKey(code))
                .forEach(
                        code -> violations
                                .add(conditionViolation(DefinitionRule.OPTION_UNKNOWN, place, part, reference, code)));
    }

    private DefinitionViolation conditionViolation(
            DefinitionRule rule,
            int place,
            Part part,
            Condition.In reference,
            String... option) {
        var condition =
                part == Part.REQUIRED ? new Words("必答条件（required）", "required")
                        : new Words("显示条件（relevant）", "relevant");
        var values = new ArrayList<Object>(
                List.of(questions.get(place).id(), condition.zh(), condition.en(), reference.question()));
        values.addAll(List.of(option));
        return rule.at(place, part, values.toArray());
    }

    /// The place of the first question with this id, to which conditions refer.
    private int firstPlace(String id) {
        return Objects.requireNonNull(places.get(id));
    }

    private void checkOptions(int place) {
        var question = questions.get(place);
        var id = question.id();
        var options = List.copyOf(question.options().values());
        if (options.size() > Question.MAX_OPTIONS) {
            violations.add(
                    DefinitionRule.OPTIONS_TOO_MANY
                            .at(place, Part.OPTIONS, id, options.size(), Question.MAX_OPTIONS));
        }
        options.stream()
                .filter(Option::otherText)
                .skip(1)
                .findFirst()
                .map(second -> DefinitionRule.OTHER_TEXT_TWICE.at(new Place.Choice(place, second.code()), id))
                .ifPresent(violations::add);
        var levels = new HashSet<String>();
        options.stream()
                .filter(option -> option.level().isPresent() && !levels.add(option.level().get()))
                .findFirst()
                .map(second -> DefinitionRule.LEVEL_TWICE.at(new Place.Choice(place, second.code()), id))
                .ifPresent(violations::add);
        checkPrefill(place, question, !levels.isEmpty());
    }

    private void checkPrefill(int place, Question question, boolean namesLevels) {
        boolean fromLevel = question.prefill().filter(Prefill.SCHOOL_LEVEL::equals).isPresent();
        if (fromLevel && !(question.kind() instanceof Kind.Single && namesLevels)) {
            violations.add(DefinitionRule.PREFILL_NEEDS_LEVELS.at(place, Part.PREFILL, question.id()));
        }
        if (!fromLevel && namesLevels) {
            violations.add(DefinitionRule.LEVELS_NEED_PREFILL.at(place, Part.PREFILL, question.id()));
        }
        boolean fromCity = question.prefill().filter(Prefill.SCHOOL_CITY::equals).isPresent();
        if (fromCity && !(question.kind() instanceof Kind.Text)) {
            violations.add(DefinitionRule.PREFILL_NEEDS_TEXT.at(place, Part.PREFILL, question.id()));
        }
    }
}
