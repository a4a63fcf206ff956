/// Texts in files: cleaning the text of cells, and the byte order mark.
package io.github.certpulse.files.text;
