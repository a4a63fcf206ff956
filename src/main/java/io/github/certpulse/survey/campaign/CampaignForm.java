package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the settings of a campaign from JSON, and reports all violations at once, each with the field's name.
final class CampaignForm {
    static final int MAX_TITLE_LENGTH = 200;
    static final int MAX_PROVINCE_LENGTH = 50;
    static final int MAX_NUMBER = 1_000_000;
    static final int MAX_SHARE_DECIMALS = 10;
    /// The range of times that both MySQL and MariaDB store exactly.
    static final Instant MIN_TIME = Instant.parse("1970-01-02T00:00:00Z");
    static final Instant MAX_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private static final JsonType<Instant> TIME = value -> JsonType.time()
            .read(value)
            .map(OffsetDateTime::toInstant)
            .filter(time -> !time.isBefore(MIN_TIME) && !time.isAfter(MAX_TIME));
    private static final FieldRule CLOSES_AFTER_OPENING =
            new FieldRule("not-after-opening", "结束时间须晚于开始时间", "must be after opensAt");
    static final FieldRule PERSONS_DESTROYED = new FieldRule(
            "persons-destroyed",
            "本次调查的个人信息已销毁，不能再开放填写",
            "the personal data of this campaign are destroyed, so it cannot be opened again");
    private static final JsonType<QuotaRule.Counted> COUNTED = JsonType.oneOf(QuotaRule.Counted.values());
    private static final FieldRule COUNTED_RULE =
            new FieldRule("unknown-counts", "须为 RECEIVED 或 UNFLAGGED", "must be RECEIVED or UNFLAGGED");
    private static final FieldRule QUESTIONNAIRE_RULE = new FieldRule(
            "unknown-questionnaire",
            "没有这份问卷，写法如 teacher-2020@1",
            "no such questionnaire; written like teacher-2020@1");
    private static final FieldRule CHANNELS_RULE =
            new FieldRule("unknown-channel", "至少选择 WECHAT、WEB 之一", "choose at least one of WECHAT and WEB");

    private final FieldReader fields;
    private final Questionnaires questionnaires;

    CampaignForm(JsonNode form, Questionnaires questionnaires) {
        this.fields = new FieldReader(form);
        this.questionnaires = questionnaires;
    }

    /// A campaign's settings: everything that the office can change.
    record Settings(
            String title,
            String province,
            Instant opensAt,
            Instant closesAt,
            QuotaRule quotaRule,
            PerRole<OptionalInt> caps,
            PerRole<QuestionnaireVersion> questionnaires,
            Set<Channel> channels,
            boolean schoolResults) {

        /// A campaign with these settings instead of its own.
        Campaign replacing(Campaign before) {
            return campaign(
                    before.id(),
                    before.sample(),
                    before.respondentKey(),
                    before.revision(),
                    before.createdAt());
        }

        /// A campaign with these settings.
        Campaign campaign(long id, boolean sample, byte[] respondentKey, int revision, Instant createdAt) {
            return new Campaign(
                    id,
                    title,
                    province,
                    opensAt,
                    closesAt,
                    quotaRule,
                    caps,
                    questionnaires,
                    channels,
                    sample,
                    schoolResults,
                    respondentKey,
                    revision,
                    createdAt);
        }
    }

    /// The result of reading a form.
    sealed interface FormResult {
        record Valid(Settings settings) implements FormResult {}

        record Invalid(List<Violation> violations) implements FormResult {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }

    /// @param datesMustAscend whether the end must come after the beginning
    FormResult read(boolean datesMustAscend) {
        var opensAt = fields.required("opensAt", TIME, FieldRule.TIME);
        var closesAt = fields.required("closesAt", TIME, FieldRule.TIME);
        if (datesMustAscend && opensAt.isPresent() && closesAt.isPresent() && !opensAt.get().isBefore(closesAt.get())) {
            fields.report("closesAt", CLOSES_AFTER_OPENING);
        }
        var perCertificate = counts("quota.perCertificate");
        var perSchool = counts("quota.perSchool");
        var title = fields.requiredText("title", MAX_TITLE_LENGTH);
        var province = fields.text("province", MAX_PROVINCE_LENGTH);
        var quotaRule = new QuotaRule(perCertificate, perSchool, share(), counted());
        var caps = new PerRole<>(cap("caps.perCertificate.teachers"), cap("caps.perCertificate.students"));
        var teacher = questionnaire("questionnaires.teacher", Role.TEACHER);
        var student = questionnaire("questionnaires.student", Role.STUDENT);
        var channels = fields.required("channels", CampaignForm::channels, CHANNELS_RULE);
        var schoolResults = fields.optional("schoolResults", JsonType.flag(), FieldRule.FLAG).orElse(false);
        if (!fields.violations().isEmpty()) {
            return new FormResult.Invalid(fields.violations());
        }
        return new FormResult.Valid(
                new Settings(
                        title.orElseThrow(),
                        province.orElse(""),
                        opensAt.orElseThrow(),
                        closesAt.orElseThrow(),
                        quotaRule,
                        caps,
                        new PerRole<>(teacher.orElseThrow(), student.orElseThrow()),
                        channels.orElseThrow(),
                        schoolResults));
    }

    /// Reads the quota rule only; empty if it has violations.
    Optional<QuotaRule> readQuotaRule() {
        var rule = new QuotaRule(counts("quota.perCertificate"), counts("quota.perSchool"), share(), counted());
        return fields.violations().isEmpty() ? Optional.of(rule) : Optional.empty();
    }

    private PerRole<Integer> counts(String field) {
        return new PerRole<>(number(field + ".teachers").orElse(0), number(field + ".students").orElse(0));
    }

    private OptionalInt cap(String field) {
        return number(field).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private Optional<Integer> number(String field) {
        return fields.optional(field, JsonType.wholeNumber(0, MAX_NUMBER), FieldRule.wholeNumber(0, MAX_NUMBER));
    }

    private BigDecimal share() {
        return fields.optional(
                "quota.perSchool.studentShare",
                JsonType.decimal(BigDecimal.ZERO, BigDecimal.ONE, MAX_SHARE_DECIMALS),
                FieldRule.share(MAX_SHARE_DECIMALS)).orElse(BigDecimal.ZERO);
    }

    private QuotaRule.Counted counted() {
        return fields.optional("quota.counts", COUNTED, COUNTED_RULE).orElse(QuotaRule.Counted.RECEIVED);
    }

    private Optional<QuestionnaireVersion> questionnaire(String field, Role role) {
        JsonType<QuestionnaireVersion> published = value -> JsonType.text()
                .read(value)
                .flatMap(QuestionnaireVersion::parse)
                .filter(
                        version -> questionnaires.find(version.code(), version.version())
                                .filter(found -> found.definition().role() == role)
                                .isPresent());
        return fields.required(field, published, QUESTIONNAIRE_RULE);
    }

    private static Optional<Set<Channel>> channels(JsonNode value) {
        var channels = EnumSet.noneOf(Channel.class);
        for (var item : JsonType.items().read(value).orElse(List.of())) {
            var channel = JsonType.oneOf(Channel.values()).read(item);
            if (channel.isEmpty()) {
                return Optional.empty();
            }
            channels.add(channel.get());
        }
        return Optional.<Set<Channel>>of(channels).filter(chosen -> !chosen.isEmpty());
    }
}
