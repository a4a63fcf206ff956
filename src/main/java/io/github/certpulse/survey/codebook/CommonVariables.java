package io.github.certpulse.survey.codebook;

import io.github.certpulse.survey.codebook.Codebook.Common;
import java.util.List;

/// The variables that every response has.
final class CommonVariables {
    static final List<Common> ALL = List.of(
            Common.text(
                    "response",
                    36,
                    "答卷编号（导出时生成，与个人信息无关）",
                    "response (made for the export, unrelated to any person)"),
            Common.text(
                    "received_hour",
                    32,
                    "提交时间（小时、半天、日、周或空：同校同证书同角色的每个时间至少5份答卷）",
                    "time of handing in: hour, half-day, day, week or empty, so that at least 5 responses of the same "
                            + "school, certificate and role share it"),
            Common.text("school", 200, "学校", "school"),
            Common.text("level", 40, "学校层次", "kind of school"),
            Common.text("city", 100, "地市", "city"),
            Common.text("route", 100, "路线", "route"),
            Common.text("certificate", 200, "证书", "certificate"),
            Common.text("questionnaire", 64, "问卷", "questionnaire"),
            Common.number("version", "问卷版本", "version of the questionnaire"),
            Common.text("channel", 16, "填写渠道", "channel"),
            Common.number("elapsed_seconds", "填写用时（秒）", "seconds taken to answer"),
            Common.number(
                    "server_seconds",
                    "服务器计时：从首次打开到提交（秒，最多记一天）",
                    "seconds from first opening to handing in, by the server, at most a day"),
            Common.number("notice_version", "隐私告知的版本", "version of the privacy notice"),
            Common.flag("flag_too_fast", "质量标记：填写过快", "quality flag: answered too fast"),
            Common.flag("flag_straight_lining", "质量标记：连续选择相同选项", "quality flag: straight-lining"),
            Common.flag(
                    "flag_identical_burst",
                    "质量标记：短时间内出现相同答卷",
                    "quality flag: identical sheets in a burst"),
            Common.flag("flag_contradictory", "质量标记：前后矛盾", "quality flag: answers contradict each other"),
            Common.flag("flag_many_from_source", "质量标记：同一来源数量异常", "quality flag: many from one source"),
            Common.flag("flag_more_than_registered", "质量标记：超过登记人数", "quality flag: more than registered"),
            Common.flag("flag_night_burst", "质量标记：深夜集中提交", "quality flag: burst at night"),
            Common.flag("flag_regular_intervals", "质量标记：间隔过于均匀", "quality flag: regular intervals"),
            Common.flag("flag_one_after_another", "质量标记：逐份接续提交", "quality flag: one after another"),
            Common.flag("flag_too_fast_by_server", "质量标记：服务器计时过快", "quality flag: too fast by the server"));

    private CommonVariables() {}
}
