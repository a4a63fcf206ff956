/// What the machine can do at best: the same bytes through the same servers, without the service.
package io.github.certpulse.ceiling;
