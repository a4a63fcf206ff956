package io.github.certpulse.survey.definition;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.codebook.QuestionVariables;
import io.github.certpulse.survey.definition.DefinitionViolation.Part;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks that SPSS and R accept the names of a codebook's variables, and that all names are different.
final class VariableNames {
    // SPSS: "Variable names" in the Command Syntax Reference. R: ?Reserved. Only R distinguishes upper and lower case.
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "by",
            "eq",
            "ge",
            "gt",
            "le",
            "lt",
            "ne",
            "not",
            "or",
            "to",
            "with",
            "if",
            "else",
            "repeat",
            "while",
            "function",
            "for",
            "next",
            "break",
            "in",
            "true",
            "false",
            "null",
            "inf",
            "nan",
            "na",
            "na_integer_",
            "na_real_",
            "na_complex_",
            "na_character_");

    private VariableNames() {}

    /// Whether no question can have this id, because statistics programs or every response have such a variable.
    static boolean isReserved(String id) {
        var name = id.toLowerCase(Locale.ROOT);
        return RESERVED.contains(name) || name.equals(Codebook.SET_ASIDE.name())
                || Codebook.COMMON.stream().anyMatch(variable -> variable.name().equals(name));
    }

    /// A violation for every variable whose name is taken, in reading order.
    ///
    /// @param places the places of the questions to check: for each id the first question only, because the others are
    ///               reported already
    static List<DefinitionViolation> check(List<Question> questions, Collection<Integer> places) {
        var violations = new ArrayList<DefinitionViolation>();
        var owners = new HashMap<String, Words>();
        RESERVED.forEach(word -> owners.put(word, new Words("统计软件的保留字", "statistics programs reserve")));
        owners.put(Codebook.SET_ASIDE.name(), new Words("每份答卷都有的变量", "every response has"));
        Codebook.COMMON.forEach(variable -> owners.put(variable.name(), new Words("每份答卷都有的变量", "every response has")));
        places.stream().sorted().forEach(place -> QuestionVariables.names(questions.get(place)).forEach(name -> {
            var id = questions.get(place).id();
            var owner = owners.putIfAbsent(name.toLowerCase(Locale.ROOT), new Words(id + " 的变量", id + " has"));
            if (owner != null) {
                violations.add(
                        DefinitionRule.VARIABLE_TAKEN.at(place, Part.ID, id, name, owner.zh(), owner.en()));
            }
        }));
        return violations;
    }
}
