/// What keeps one person from handing in for many: the limit on new browsers, and what the office sets and sees of it
/// and of site words.
package io.github.certpulse.intake.admission;
