/// The page where the office sets of whom the site word is asked and how many new browsers a school may have.
package io.github.certpulse.console.office.siteword;
