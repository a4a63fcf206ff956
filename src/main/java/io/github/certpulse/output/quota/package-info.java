/// How far the quotas are, as a table for workbooks.
package io.github.certpulse.output.quota;
