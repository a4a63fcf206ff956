/// The office's pages of questionnaires: every published version, its trial and codebook, new versions from workbooks.
package io.github.certpulse.console.office.questionnaires;
