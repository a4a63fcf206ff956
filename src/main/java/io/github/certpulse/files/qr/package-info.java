/// QR codes as images.
package io.github.certpulse.files.qr;
