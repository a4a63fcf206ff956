/// Writing workbooks (XLSX) of lists; reading those of strangers is `files.xlsx`.
package io.github.certpulse.files.workbook;
