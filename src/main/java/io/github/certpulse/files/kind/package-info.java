/// Recognising files of other kinds than were asked for.
package io.github.certpulse.files.kind;
