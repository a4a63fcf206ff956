package io.github.certpulse.questionnaire;

import io.github.certpulse.questionnaire.Definition.Section;
import io.github.certpulse.questionnaire.Question.Kind;
import io.github.certpulse.questionnaire.Question.Option;
import io.github.certpulse.questionnaire.Question.Prefill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the parts of a definition must fit together. Conditions only look back, so a path is found in one walk and a cycle
/// cannot be written.
final class DefinitionRules {
    // SPSS: "Variable names" in the Command Syntax Reference. R: ?Reserved. Told apart by case in R only.
    private static final Set<String> RESERVED = Set.of(
            "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
            "if", "else", "repeat", "while", "function", "for", "next", "break", "in", "true", "false", "null", "inf", "nan",
            "na", "na_integer_", "na_real_", "na_complex_", "na_character_");

    private final List<Question> questions;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private DefinitionRules(List<Question> questions) {
        this.questions = questions;
    }

    /// Every fault, in reading order.
    static List<String> faults(List<Section> sections, List<Question> questions) {
        var rules = new DefinitionRules(questions);
        rules.checkNames();
        rules.checkSections(sections);
        questions.forEach(rules::checkConditions);
        questions.forEach(rules::checkOptions);
        rules.checkVariables();
        return rules.faults;
    }

    private void checkNames() {
        var numbers = new HashSet<Integer>();
        for (int place = 0; place < questions.size(); place++) {
            var question = questions.get(place);
            if (places.putIfAbsent(question.id(), place) != null) {
                faults.add(question.id() + " stands in questions twice");
            }
            if (!numbers.add(question.number())) {
                faults.add(question.id() + " has number " + question.number() + ", which another question has");
            }
        }
    }

    private void checkSections(List<Section> sections) {
        var listed = sections.stream().flatMap(section -> section.questions().stream()).toList();
        var seen = new HashSet<String>();
        for (var id : listed) {
            if (!places.containsKey(id)) {
                faults.add("sections name " + id + ", which is no question");
            }
            if (!seen.add(id)) {
                faults.add("sections name " + id + " twice");
            }
        }
        for (var question : questions) {
            if (!seen.contains(question.id())) {
                faults.add(question.id() + " stands in no section");
            }
        }
        var order = listed.stream().filter(places::containsKey).map(places::get).distinct().toList();
        if (!order.equals(order.stream().sorted().toList())) {
            faults.add("sections list the questions in another order than questions does");
        }
    }

    private void checkConditions(Question question) {
        question.visibleWhen().looks().forEach(look -> check(question, "visibleWhen", look));
        question.required().looks().forEach(look -> check(question, "required", look));
    }

    private void check(Question question, String field, Condition.In look) {
        var who = question.id() + "'s " + field + " looks at " + look.question();
        if (!places.containsKey(look.question())) {
            faults.add(who + ", which is no question");
            return;
        }
        if (places.get(look.question()) >= places.get(question.id())) {
            faults.add(who + ", which is not an earlier question");
        }
        var other = questions.get(places.get(look.question()));
        if (other.kind() instanceof Kind.Text) {
            faults.add(who + ", which is a text");
            return;
        }
        look.options().stream().sorted()
                .filter(code -> !other.options().containsKey(code))
                .forEach(code -> faults.add(who + ", which has no option " + code));
    }

    private void checkOptions(Question question) {
        var options = question.options().values();
        if (options.size() > Question.MOST_OPTIONS) {
            faults.add("%s has %d options, and %d is the most".formatted(question.id(), options.size(), Question.MOST_OPTIONS));
        }
        if (options.stream().filter(Option::otherText).count() > 1) {
            faults.add(question.id() + " has two options with otherText, and a sheet has one text for them");
        }
        var levels = options.stream().map(Option::level).flatMap(Optional::stream).toList();
        if (levels.size() != new HashSet<>(levels).size()) {
            faults.add(question.id() + " has two options for one level");
        }
        boolean fromLevel = question.prefill().filter(Prefill.SCHOOL_LEVEL::equals).isPresent();
        if (fromLevel && !(question.kind() instanceof Kind.Single && !levels.isEmpty())) {
            faults.add(question.id() + " is prefilled from school.level and needs single options that name levels");
        }
        if (!fromLevel && !levels.isEmpty()) {
            faults.add(question.id() + " has options that name levels and is not prefilled from school.level");
        }
        boolean fromCity = question.prefill().filter(Prefill.SCHOOL_CITY::equals).isPresent();
        if (fromCity && !(question.kind() instanceof Kind.Text)) {
            faults.add(question.id() + " is prefilled from school.city and needs to be a text");
        }
    }

    private void checkVariables() {
        var owners = new HashMap<String, String>();
        RESERVED.forEach(word -> owners.put(word, "statistics programs keep for themselves"));
        Codebook.COMMON.forEach(variable -> owners.put(variable.name(), "every response has"));
        // An id that stands there twice is told already.
        places.values().stream().sorted().map(questions::get).forEach(question -> Codebook.names(question).forEach(name -> {
            var owner = owners.putIfAbsent(name.toLowerCase(Locale.ROOT), question.id() + " has");
            if (owner != null) {
                faults.add("%s makes a variable %s, a name that %s".formatted(question.id(), name, owner));
            }
        }));
    }
}
