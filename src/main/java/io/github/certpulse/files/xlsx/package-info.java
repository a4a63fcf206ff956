/// Reading workbooks that strangers made, without trusting them: limits come before parsing, and only values are read.
package io.github.certpulse.files.xlsx;
