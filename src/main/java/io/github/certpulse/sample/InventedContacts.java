package io.github.certpulse.sample;

import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Contacts that belong to nobody: the names contain 样例, and in China no telephone number has a 0 after the area code.
final class InventedContacts {
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林";
    private static final double SHARE_OF_TEACHERS = 0.06;
    private static final double SHARE_OF_STUDENTS = 0.02;
    private final String areaCode;
    private final RandomGenerator random;
    private int last;

    InventedContacts(String areaCode, RandomGenerator random) {
        this.areaCode = areaCode;
        this.random = random;
    }

    /// The contact of the next respondent; empty if the respondent leaves none.
    Optional<JsonNode> next(Role role) {
        if (random.nextDouble() >= (role == Role.TEACHER ? SHARE_OF_TEACHERS : SHARE_OF_STUDENTS)) {
            return Optional.empty();
        }
        last++;
        var surname = SURNAMES.charAt(random.nextInt(SURNAMES.length()));
        var title = role == Role.TEACHER ? "老师" : "同学";
        return Optional.of(
                JsonNode.createObjectNode(
                        Map.of(
                                "name",
                                JsonNode.createStringNode(surname + title + "（样例）"),
                                "phone",
                                JsonNode.createStringNode("%s-0000%04d".formatted(areaCode, last)))));
    }
}
