/// Pages: HTML only, known by nobody.
package io.github.certpulse.respondentpage;
