/// The page behind a printed code: its HTML, its script and its service worker.
package io.github.certpulse.respondentpage;
