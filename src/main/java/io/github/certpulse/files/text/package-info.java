/// Texts in files: what the author of a cell means, and the mark that tells the encoding.
package io.github.certpulse.files.text;
