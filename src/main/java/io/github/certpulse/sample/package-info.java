/// Sample campaigns with invented people who answer them, loaded at any time, and the removal of campaigns that hold
/// nothing to lose.
package io.github.certpulse.sample;
