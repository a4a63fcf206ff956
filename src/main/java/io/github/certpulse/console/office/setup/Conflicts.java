package io.github.certpulse.console.office.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.console.office.setup.SettingsPage.Conflict;
import io.github.certpulse.console.office.setup.SettingsPage.LastChange;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditRepository;
import io.github.certpulse.platform.audit.AuditRow;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaigns;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Finds what others changed while a person had a settings form open: each field, by whom and when.
@Singleton
class Conflicts {
    private static final int MAX_CHANGES = 50;
    private static final Words NONE = new Words("（未填）", "(none)");
    private static final Map<String, Words> LABELS = Map.ofEntries(
            Map.entry("title", new Words("名称", "Title")),
            Map.entry("province", new Words("省份", "Province")),
            Map.entry("opensAt", new Words("开始", "Opens")),
            Map.entry("closesAt", new Words("结束", "Closes")),
            Map.entry("quota.perCertificate.teachers", new Words("每个证书：教师", "Each certificate: teachers")),
            Map.entry("quota.perCertificate.students", new Words("每个证书：学生", "Each certificate: students")),
            Map.entry("quota.perSchool.teachers", new Words("全校合计：教师", "Each school: teachers")),
            Map.entry("quota.perSchool.students", new Words("全校合计：学生", "Each school: students")),
            Map.entry("quota.perSchool.studentShare", new Words("登记学生的百分比", "Per cent of registered students")),
            Map.entry("quota.counts", new Words("哪些答卷计入样本要求", "Which answers count")),
            Map.entry("questionnaires.teacher", new Words("教师问卷", "Teachers' questionnaire")),
            Map.entry("questionnaires.student", new Words("学生问卷", "Students' questionnaire")),
            Map.entry(
                    "caps.perCertificate.teachers",
                    new Words("每个证书最多：教师", "Each certificate at most: teachers")),
            Map.entry(
                    "caps.perCertificate.students",
                    new Words("每个证书最多：学生", "Each certificate at most: students")),
            Map.entry("channels", new Words("从哪里填写", "Where people answer")),
            Map.entry("schoolResults", new Words("学校看本校汇总", "Schools see their totals")));
    private static final Map<String, Words> VALUES = Map.of(
            "RECEIVED",
            new Words("全部收到的答卷", "all that were received"),
            "UNFLAGGED",
            new Words("只计质量无疑问的答卷", "only those whose quality is not in doubt"),
            "WECHAT",
            new Words("微信小程序", "WeChat"),
            "WEB",
            new Words("浏览器", "browser"),
            "true",
            new Words("可以", "yes"));
    private final AuditRepository audit;

    Conflicts(AuditRepository audit) {
        this.audit = audit;
    }

    /// The fields that others changed.
    ///
    /// @param before the settings from which the form was made
    /// @param mine   the form's values
    /// @param stored the settings as they are now
    List<Conflict> find(String campaignId, Draft before, Draft mine, Draft stored) {
        var changes =
                audit.page(null, AuditAction.CAMPAIGN_CHANGED.text(), campaignId, null, null, null, MAX_CHANGES, 0);
        return stored.changedSince(before)
                .stream()
                .map(
                        field -> new Conflict(
                                field,
                                Objects.requireNonNull(LABELS.get(field)),
                                shown(mine, field),
                                shown(stored, field),
                                mine.changedSince(stored).contains(field),
                                last(changes, field)))
                .toList();
    }

    private static Optional<LastChange> last(List<AuditRow> changes, String field) {
        return changes.stream()
                .filter(row -> fields(row).contains(field))
                .findFirst()
                .map(row -> new LastChange(row.at(), row.username()));
    }

    private static List<String> fields(AuditRow row) {
        try {
            // Rows that earlier versions of the service wrote contain no fields.
            var fields = Json.at(Json.read(row.facts().getBytes(UTF_8)), Campaigns.FIELDS);
            return !fields.isArray() ? List.of()
                    : StreamSupport.stream(fields.values().spliterator(), false)
                            .map(field -> field.getStringValue())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Words shown(Draft draft, String field) {
        var values = draft.fields()
                .getOrDefault(field, List.of())
                .stream()
                .filter(text -> !text.isBlank())
                .sorted()
                .map(text -> field.endsWith("sAt") ? text.replace('T', ' ') : text)
                .map(
                        text -> field.matches("title|province") ? new Words(text, text)
                                : VALUES.getOrDefault(text, new Words(text, text)))
                .toList();
        return values.isEmpty() ? NONE
                : new Words(
                        values.stream().map(Words::zh).collect(Collectors.joining("、")),
                        values.stream().map(Words::en).collect(Collectors.joining(", ")));
    }
}
