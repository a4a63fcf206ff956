/// Source marks: sheets that come from the same place and browser family have the same mark, which says neither where
/// that place is nor who is there.
package io.github.certpulse.intake.source;
