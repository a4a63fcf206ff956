package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign.QuestionnaireVersion;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody wants a campaign to be, read from JSON: every violation is found at once, each with the field's name.
final class CampaignForm {
    static final int MAX_TITLE_LENGTH = 200;
    static final int MAX_PROVINCE_LENGTH = 50;
    static final int MAX_NUMBER = 1_000_000;
    static final int MAX_SHARE_DECIMALS = 10;
    /// What every database keeps and shows again as it was written.
    static final Instant MIN_TIME = Instant.parse("1970-01-02T00:00:00Z");
    static final Instant MAX_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonNode form;
    private final Questionnaires questionnaires;
    private final List<Violation> violations = new ArrayList<>();

    CampaignForm(JsonNode form, Questionnaires questionnaires) {
        this.form = form;
        this.questionnaires = questionnaires;
    }

    /// The campaign as the form says, with the id, key and revision of the one it changes.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `campaign-invalid` with every violation
    Campaign fill(Campaign before, boolean datesMustAscend) {
        var opensAt = time("opensAt");
        var closesAt = time("closesAt");
        if (datesMustAscend && opensAt.isPresent() && closesAt.isPresent() && !opensAt.get().isBefore(closesAt.get())) {
            violation("closesAt", "not-after-opening", "结束时间须晚于开始时间", "must be after opensAt");
        }
        var perCertificate = counts("quota.perCertificate");
        var perSchool = counts("quota.perSchool");
        var campaign = new Campaign(
                before.id(),
                text("title", MAX_TITLE_LENGTH, true),
                text("province", MAX_PROVINCE_LENGTH, false),
                opensAt.orElse(before.opensAt()),
                closesAt.orElse(before.closesAt()),
                perCertificate.teachers(),
                perCertificate.students(),
                perSchool.teachers(),
                perSchool.students(),
                share(),
                counted(),
                cap("caps.perCertificate.teachers"),
                cap("caps.perCertificate.students"),
                questionnaire("questionnaires.teacher", Role.TEACHER),
                questionnaire("questionnaires.student", Role.STUDENT),
                channels(),
                before.sample(),
                flag("schoolResults"),
                before.respondentKey(),
                before.revision(),
                before.createdAt());
        if (!violations.isEmpty()) {
            throw Problem.CAMPAIGN_INVALID.with(violations);
        }
        return campaign;
    }

    private String text(String field, int longest, boolean required) {
        var value = at(field);
        if (value.isEmpty() && !required) {
            return "";
        }
        if (value.isEmpty() || !value.get().isString() || required && value.get().getStringValue().isBlank()) {
            violation(field, "required", "必填，须为文字", "required, a text");
            return "";
        }
        var text = value.get().getStringValue().strip();
        if (text.length() > longest) {
            violation(field, "too-long", "不能超过 %d 个字".formatted(longest), "at most %d characters".formatted(longest));
        }
        return text;
    }

    private Optional<Instant> time(String field) {
        var value = at(field);
        try {
            var time = OffsetDateTime.parse(value.filter(JsonNode::isString).map(JsonNode::getStringValue).orElse(""))
                    .toInstant();
            if (!time.isBefore(MIN_TIME) && !time.isAfter(MAX_TIME)) {
                return Optional.of(time);
            }
        } catch (DateTimeException e) {
            // No time: told below, like one that no calendar of ours reaches.
        }
        violation(
                field,
                "not-a-time",
                "须为带时区的时间，例如 2026-11-20T08:00:00+08:00",
                "must be a time with an offset, such as 2026-11-20T08:00:00+08:00");
        return Optional.empty();
    }

    private QuotaRule.Counts counts(String field) {
        return new QuotaRule.Counts(number(field + ".teachers").orElse(0), number(field + ".students").orElse(0));
    }

    private @Nullable Integer cap(String field) {
        return number(field).orElse(null);
    }

    private Optional<Integer> number(String field) {
        var value = at(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var number = value.filter(JsonNode::isNumber)
                    .map(JsonNode::getBigDecimalValue)
                    .orElseThrow(ArithmeticException::new)
                    .intValueExact();
            if (number >= 0 && number <= MAX_NUMBER) {
                return Optional.of(number);
            }
        } catch (ArithmeticException e) {
            // No whole number: told below, like one out of range.
        }
        violation(
                field,
                "out-of-range",
                "须为 0 到 %d 的整数".formatted(MAX_NUMBER),
                "must be a whole number from 0 to %d".formatted(MAX_NUMBER));
        return Optional.empty();
    }

    private BigDecimal share() {
        var field = "quota.perSchool.studentShare";
        var value = at(field);
        if (value.isEmpty()) {
            return BigDecimal.ZERO;
        }
        var share = value.filter(JsonNode::isNumber).map(JsonNode::getBigDecimalValue).orElse(BigDecimal.TEN);
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0
                || share.stripTrailingZeros().scale() > MAX_SHARE_DECIMALS) {
            violation(
                    field,
                    "out-of-range",
                    "须为 0 到 1 的小数，最多 %d 位".formatted(MAX_SHARE_DECIMALS),
                    "must be from 0 to 1 with at most %d decimals".formatted(MAX_SHARE_DECIMALS));
            return BigDecimal.ZERO;
        }
        return share;
    }

    private QuotaRule.Counted counted() {
        var field = "quota.counts";
        var name = at(field).map(value -> value.isString() ? value.getStringValue() : "")
                .orElse(QuotaRule.Counted.RECEIVED.name());
        return Arrays.stream(QuotaRule.Counted.values())
                .filter(counted -> counted.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    violation(field, "unknown-counts", "须为 RECEIVED 或 UNFLAGGED", "must be RECEIVED or UNFLAGGED");
                    return QuotaRule.Counted.RECEIVED;
                });
    }

    private boolean flag(String field) {
        var value = at(field);
        if (value.isPresent() && !value.get().isBoolean()) {
            violation(field, "wrong-type", "须为 true 或 false", "must be true or false");
        }
        return value.filter(JsonNode::isBoolean).map(JsonNode::getBooleanValue).orElse(false);
    }

    private String questionnaire(String field, Role role) {
        var name = at(field).filter(JsonNode::isString).map(JsonNode::getStringValue).orElse("");
        var known = QuestionnaireVersion.parse(name)
                .flatMap(version -> questionnaires.find(version.code(), version.version()))
                .filter(published -> published.definition().role() == role);
        if (known.isEmpty()) {
            violation(
                    field,
                    "unknown-questionnaire",
                    "没有这份问卷，写法如 teacher-2020@1",
                    "no such questionnaire; written like teacher-2020@1");
        }
        return name;
    }

    private String channels() {
        var chosen = new LinkedHashSet<String>();
        at("channels").filter(JsonNode::isArray)
                .ifPresent(
                        array -> array.values()
                                .forEach(item -> chosen.add(item.isString() ? item.getStringValue() : "")));
        var known = Set.of(Channel.WECHAT.name(), Channel.WEB.name());
        if (chosen.isEmpty() || !known.containsAll(chosen)) {
            violation("channels", "unknown-channel", "至少选择 WECHAT、WEB 之一", "choose at least one of WECHAT and WEB");
        }
        return chosen.stream().sorted().collect(Collectors.joining(","));
    }

    /// The value at a path; an absent one, a null and one below no object are all "not there".
    private Optional<JsonNode> at(String path) {
        var value = form;
        for (var name : path.split("\\.")) {
            if (value == null) {
                return Optional.empty();
            }
            if (!value.isObject()) {
                violation(path, "wrong-type", "上一级须为对象", "what holds it must be an object");
                return Optional.empty();
            }
            value = value.get(name);
        }
        return Optional.ofNullable(value).filter(found -> !found.isNull());
    }

    private void violation(String field, String code, String zh, String en) {
        violations.add(new Violation(field, code, new Words(zh, en)));
    }
}
