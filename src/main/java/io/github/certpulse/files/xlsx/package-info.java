/// Reading uploaded workbooks without trusting them: limits are checked before parsing, and only values are read.
package io.github.certpulse.files.xlsx;
