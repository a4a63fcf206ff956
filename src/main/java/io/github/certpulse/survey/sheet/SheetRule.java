package io.github.certpulse.survey.sheet;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Question;

/// The rules for sheets, with the codes and messages of their violations. Several rules have the same code and
/// different messages.
enum SheetRule {
    REQUIRED("required", "第%d题还没有回答", "Question %d has not been answered"),
    NOT_APPLICABLE(
            "not-applicable",
            "按照前面的回答，第%d题不需要回答",
            "After the answers before it, question %d is not to be answered"),
    WRONG_TYPE(
            "wrong-type",
            "第%d题的回答格式有误，请重新作答",
            "The answer to question %d has the wrong form, please answer it again"),
    UNKNOWN_OPTION(
            "unknown-option",
            "第%d题没有所选的选项，请重新选择",
            "Question %d has no such option, please choose again"),
    DUPLICATE_OPTION(
            "duplicate-option",
            "第%d题重复选择了同一个选项",
            "Question %d has the same option chosen twice"),
    OTHER_TEXT_REQUIRED(
            "other-text-required",
            "第%d题选择了“其他”，请填写具体内容",
            "Please write what “other” means in question %d"),
    OTHER_TEXT_UNEXPECTED(
            "other-text-unexpected",
            "第%d题没有选择“其他”，不需要填写具体内容",
            "Question %d has a text for “other”, which was not chosen"),
    TOO_LONG("too-long", "第%d题最多填写%d个字", "Question %d takes at most %d characters"),
    PREFILLED_MISMATCH(
            "prefilled-mismatch",
            "第%d题由学校信息自动填写，不能修改",
            "Question %d is filled in from the school and cannot be changed"),
    NAME_WRONG_TYPE(
            "wrong-type",
            "联系人格式有误，请重新填写",
            "The contact's name has the wrong form, please enter it again"),
    NAME_TOO_LONG("too-long", "联系人最多填写%d个字", "The contact's name takes at most %d characters"),
    PHONE_WRONG_TYPE(
            "wrong-type",
            "联系电话格式有误，请重新填写",
            "The contact's phone has the wrong form, please enter it again"),
    PHONE_REQUIRED(
            "required",
            "填写了联系人，请同时填写联系电话",
            "You left a name, please leave a phone number as well"),
    PHONE_INVALID(
            "invalid-phone",
            "联系电话有误，请填写手机号码或带区号的固定电话",
            "Please enter a Chinese mobile number or a landline with area code"),
    UNKNOWN_QUESTION(
            "unknown-question",
            "问卷里没有这道题，请重新打开问卷",
            "The questionnaire has no such question, please open it again");

    private final String code;
    private final Words message;

    SheetRule(String code, String zh, String en) {
        this.code = code;
        this.message = new Words(zh, en);
    }

    /// The violation at a field.
    ///
    /// @param values fill the message: the question's number, a limit
    Violation at(String field, Object... values) {
        return new Violation(field, code, message.with(values));
    }
}
