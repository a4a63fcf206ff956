/// How far the schools are: what is required of them, what they lack, and their declarations that they are complete.
package io.github.certpulse.numbers.progress;
