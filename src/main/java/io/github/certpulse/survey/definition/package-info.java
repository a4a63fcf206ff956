/// Reading definitions from JSON, and the rules that their parts must keep.
package io.github.certpulse.survey.definition;
