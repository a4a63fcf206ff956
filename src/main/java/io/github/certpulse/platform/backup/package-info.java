/// An operator's commands: write the whole database to a file, check such a file, restore it.
package io.github.certpulse.platform.backup;
