/// What the workbook of a form is made of: the words that authors write for types of rows, yes and no, and roles, in
/// English and Chinese, and how large it may be.
package io.github.certpulse.survey.form;
