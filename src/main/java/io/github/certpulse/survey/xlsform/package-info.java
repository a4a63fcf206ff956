/// Questionnaires as XLSForm workbooks, the open Excel convention of survey tools (https://xlsform.org): read with
/// every violation at its sheet, row and column, and written so that reading gives the same definition again.
///
/// **Standard columns.** `survey`: `type` (`begin_group`, `end_group`, `select_one list`, `select_multiple list`, both
/// also with `or_other`, `text`, `note`), `name` (the question's id), `label` (also `label::Chinese (zh)`), `hint` (the
/// sentence below the options), `required` (`yes`, `no` or an expression), `relevant` (when it is asked), `constraint`
/// (`string-length(.) <= 1000` for a text's length). `choices`: `list_name`, `name` (the option's code), `label`.
/// `settings`: `form_title`, `form_id` (the questionnaire's code), `version` (may be left out), `default_language`.
///
/// **Standard parts with a special meaning.** A group with a label is a section and its label the heading; its
/// `relevant` holds for all questions within. Three notes hold the texts around the questions: `introduction` under the
/// title, `contact_introduction` above the fields for name and phone, `closing` at the end; without them the usual
/// words stand there. Other notes are shown with a question beside them.
///
/// **Additional columns**, which other XLSForm tools ignore. `survey`: `number` as printed (left out: the digits of a
/// name such as `q7`, otherwise the next number), `prefill` (`school.city`, `school.level`). `choices`: `other_text`
/// (`yes`: the respondent must write a text), `level` (the school level that the option stands for). `settings`: `role`
/// (`TEACHER`, `STUDENT`).
///
/// Words are read as people write them, in [`survey.form`][io.github.certpulse.survey.form] and
/// [`survey.expression`][io.github.certpulse.survey.expression]. What can be left out without asking something else is
/// left out with a warning: other columns and sheets, comments, hidden rows, `start`, `calculate` and their like. What
/// cannot, such as `image` or `choice_filter`, is a violation, one for each kind. Blanks around a cell's content are
/// removed.
package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.publishing.Questionnaires;