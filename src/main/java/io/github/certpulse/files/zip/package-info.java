/// Writing ZIP archives.
package io.github.certpulse.files.zip;
