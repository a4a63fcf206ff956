/// Schools that are worth a look, because their sheets arrive otherwise than is usual.
package io.github.certpulse.numbers.alarm;
