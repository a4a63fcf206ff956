/// Names of files that are downloaded.
package io.github.certpulse.files.name;
