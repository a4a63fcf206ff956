/// What a school is told of its own respondents' answers: aggregates only, and never so often that single answers show.
package io.github.certpulse.numbers.feedback;
