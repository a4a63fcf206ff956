/// Following what is stored: for whoever keeps something up to date that is made of all responses.
package io.github.certpulse.numbers.following;
