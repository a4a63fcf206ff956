/// The office's page on which responses are set aside and taken back.
package io.github.certpulse.console.office.setaside;
