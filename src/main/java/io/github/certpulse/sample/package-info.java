/// Sample campaigns that can be loaded at any time, and the invented people who answer them.
package io.github.certpulse.sample;
