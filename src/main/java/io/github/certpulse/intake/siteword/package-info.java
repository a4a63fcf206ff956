/// The site word: a word of the day that is told at the school, without which no sheet is taken in where the campaign
/// asks for it.
package io.github.certpulse.intake.siteword;
