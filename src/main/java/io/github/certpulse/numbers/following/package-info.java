/// Following the stored responses, for code that keeps numbers over all of them up to date.
package io.github.certpulse.numbers.following;
