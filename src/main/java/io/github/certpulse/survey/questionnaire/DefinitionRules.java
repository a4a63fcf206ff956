package io.github.certpulse.survey.questionnaire;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition.Fault;
import io.github.certpulse.survey.questionnaire.Definition.Part;
import io.github.certpulse.survey.questionnaire.Definition.Place;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How the parts of a definition must fit together. Conditions only look back, so a path is found in one walk and a
/// cycle cannot be written.
final class DefinitionRules {
    private final List<Question> questions;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private DefinitionRules(List<Question> questions) {
        this.questions = questions;
    }

    /// Every fault, in reading order.
    static List<Fault> faults(List<Section> sections, List<Question> questions) {
        var rules = new DefinitionRules(questions);
        rules.checkNames();
        rules.checkSections(sections);
        for (int place = 0; place < questions.size(); place++) {
            rules.checkConditions(place);
        }
        for (int place = 0; place < questions.size(); place++) {
            rules.checkOptions(place);
        }
        rules.faults.addAll(QuestionVariables.faults(questions, rules.places.values()));
        return rules.faults;
    }

    private void checkNames() {
        var numbers = new HashSet<Integer>();
        for (int place = 0; place < questions.size(); place++) {
            var question = questions.get(place);
            if (places.putIfAbsent(question.id(), place) != null) {
                fault(place, Part.ID, "id-duplicate", "%s 出现了两次", "%s stands in questions twice", question.id());
            }
            if (!numbers.add(question.number())) {
                fault(
                        place,
                        Part.NUMBER,
                        "number-duplicate",
                        "%s 的题号 %d 与另一题相同",
                        "%s has number %d, which another question has",
                        question.id(),
                        question.number());
            }
        }
    }

    private void checkSections(List<Section> sections) {
        var listed = sections.stream().flatMap(section -> section.questions().stream()).toList();
        var seen = new HashSet<String>();
        for (var id : listed) {
            if (!places.containsKey(id)) {
                fault(
                        new Place.Sections(),
                        "section-question-unknown",
                        "各部分中的 %s 不是题目",
                        "sections name %s, which is no question",
                        id);
            }
            if (!seen.add(id)) {
                fault(
                        new Place.Sections(),
                        "section-question-twice",
                        "%s 在各部分中出现了两次",
                        "sections name %s twice",
                        id);
            }
        }
        for (int place = 0; place < questions.size(); place++) {
            if (!seen.contains(questions.get(place).id())) {
                fault(
                        place,
                        Part.SECTION,
                        "section-missing",
                        "%s 不在任何部分中",
                        "%s stands in no section",
                        questions.get(place).id());
            }
        }
        var order = listed.stream().filter(places::containsKey).map(places::get).distinct().toList();
        if (!order.equals(order.stream().sorted().toList())) {
            fault(
                    new Place.Sections(),
                    "section-order",
                    "各部分中题目的顺序与题目列表不同",
                    "sections list the questions in another order than questions does");
        }
    }

    private void checkConditions(int place) {
        questions.get(place).visibleWhen().looks().forEach(look -> check(place, Part.VISIBLE_WHEN, look));
        questions.get(place).required().looks().forEach(look -> check(place, Part.REQUIRED, look));
    }

    private void check(int place, Part part, Condition.In look) {
        var field = part == Part.REQUIRED ? "required" : "visibleWhen";
        var zh = "%s 的" + (part == Part.REQUIRED ? "必答条件" : "显示条件") + "引用了 %s，";
        var en = "%s's " + field + " looks at %s, ";
        var id = questions.get(place).id();
        if (!places.containsKey(look.question())) {
            fault(place, part, "question-unknown", zh + "没有这道题", en + "which is no question", id, look.question());
            return;
        }
        if (places.get(look.question()) >= place(id)) {
            fault(
                    place,
                    part,
                    "question-not-earlier",
                    zh + "该题不在本题之前",
                    en + "which is not an earlier question",
                    id,
                    look.question());
        }
        var other = questions.get(places.get(look.question()));
        if (other.kind() instanceof Kind.Text) {
            fault(place, part, "question-is-text", zh + "该题是填空题", en + "which is a text", id, look.question());
            return;
        }
        look.options()
                .stream()
                .sorted()
                .filter(code -> !other.options().containsKey(code))
                .forEach(
                        code -> fault(
                                place,
                                part,
                                "option-unknown",
                                zh + "该题没有选项 %s",
                                en + "which has no option %s",
                                id,
                                look.question(),
                                code));
    }

    /// Of two questions with one id the first, as whoever looks at that id would find it.
    private int place(String id) {
        return Objects.requireNonNull(places.get(id));
    }

    private void checkOptions(int place) {
        var question = questions.get(place);
        var options = List.copyOf(question.options().values());
        if (options.size() > Question.MAX_OPTIONS) {
            fault(
                    place,
                    Part.OPTIONS,
                    "options-too-many",
                    "%s 有 %d 个选项，最多 %d 个",
                    "%s has %d options, and %d is the most",
                    question.id(),
                    options.size(),
                    Question.MAX_OPTIONS);
        }
        options.stream()
                .filter(Option::otherText)
                .skip(1)
                .findFirst()
                .ifPresent(
                        second -> fault(
                                new Place.Choice(place, second.code()),
                                "other-text-twice",
                                "%s 有两个需要填写文字的选项，而一份答卷对该题只有一处文字",
                                "%s has two options with otherText, and a sheet has one text for them",
                                question.id()));
        var levels = new HashSet<String>();
        options.stream()
                .filter(option -> option.level().isPresent() && !levels.add(option.level().get()))
                .findFirst()
                .ifPresent(
                        second -> fault(
                                new Place.Choice(place, second.code()),
                                "level-twice",
                                "%s 有两个选项对应同一层次",
                                "%s has two options for one level",
                                question.id()));
        checkPrefill(place, question, !levels.isEmpty());
    }

    private void checkPrefill(int place, Question question, boolean namesLevels) {
        boolean fromLevel = question.prefill().filter(Prefill.SCHOOL_LEVEL::equals).isPresent();
        if (fromLevel && !(question.kind() instanceof Kind.Single && namesLevels)) {
            fault(
                    place,
                    Part.PREFILL,
                    "prefill-needs-levels",
                    "%s 由学校层次预填，须为注明层次的单选题",
                    "%s is prefilled from school.level and needs single options that name levels",
                    question.id());
        }
        if (!fromLevel && namesLevels) {
            fault(
                    place,
                    Part.PREFILL,
                    "levels-need-prefill",
                    "%s 的选项注明了层次，但该题不由学校层次预填",
                    "%s has options that name levels and is not prefilled from school.level",
                    question.id());
        }
        boolean fromCity = question.prefill().filter(Prefill.SCHOOL_CITY::equals).isPresent();
        if (fromCity && !(question.kind() instanceof Kind.Text)) {
            fault(
                    place,
                    Part.PREFILL,
                    "prefill-needs-text",
                    "%s 由学校地市预填，须为填空题",
                    "%s is prefilled from school.city and needs to be a text",
                    question.id());
        }
    }

    private void fault(int place, Part part, String code, String zh, String en, Object... values) {
        fault(new Place.Item(place, part), code, zh, en, values);
    }

    private void fault(Place place, String code, String zh, String en, Object... values) {
        fault(place, code, new Words(zh, en).with(values));
    }

    private void fault(Place place, String code, Words words) {
        faults.add(new Fault(place, code, words));
    }
}
