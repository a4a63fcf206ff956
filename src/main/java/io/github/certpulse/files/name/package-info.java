/// How files are named to whoever gets them.
package io.github.certpulse.files.name;
