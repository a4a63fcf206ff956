/// The routes by which respondents hand in sheets, one by one or several at once, and withdraw a contact.
package io.github.certpulse.intake.response;
