/// What a school sees of its own respondents' answers: only aggregates, in steps that do not reveal single answers.
package io.github.certpulse.numbers.feedback;
