package io.github.certpulse.sample;

import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// How many people of a role answer for each certificate of a school at its stage.
record SchoolPlan(QuotaRule rule, List<Certificate> certificates, Role role, Stage stage, RandomGenerator random) {

    int[] numbers() {
        var required = required();
        return switch (stage) {
            case DECLARED, DONE -> withSurplus(required);
            case NEARLY -> {
                var numbers = withSurplus(required);
                if (role == Role.TEACHER) {
                    numbers[0] = Math.max(0, rule.requiredOfCertificate(role) - 1 - random.nextInt(2));
                }
                yield numbers;
            }
            case HALFWAY -> {
                var share = 0.3 + 0.5 * random.nextDouble();
                yield Arrays.stream(required)
                        .map(number -> (int) Math.round(number * share * (0.6 + 0.6 * random.nextDouble())))
                        .toArray();
            }
            case BEGUN -> {
                var numbers = new int[required.length];
                numbers[random.nextInt(numbers.length)] = 1 + random.nextInt(2);
                yield numbers;
            }
            case SILENT -> new int[required.length];
        };
    }

    /// The numbers that the rule requires; the school's total is spread over its certificates.
    private int[] required() {
        var each = rule.requiredOfCertificate(role);
        var required = new int[certificates.size()];
        Arrays.fill(required, each);
        var registered = certificates.stream().mapToInt(Certificate::registeredStudents).sum();
        for (var missing = rule.requiredOfSchool(role, registered) - each * required.length; missing > 0; missing--) {
            required[random.nextInt(required.length)]++;
        }
        return required;
    }

    /// Adds a surplus, which is larger for students, because whole classes answer.
    private int[] withSurplus(int[] required) {
        return Arrays.stream(required).map(number -> number + switch (role) {
            case TEACHER -> random.nextInt(4) / 2;
            case STUDENT -> (int) (number * 0.6 * random.nextDouble()) + random.nextInt(3);
        }).toArray();
    }
}
