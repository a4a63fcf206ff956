/// Pictures of a school's codes for download: plain QR codes, and the mini program's codes that WeChat draws.
package io.github.certpulse.output.code;
