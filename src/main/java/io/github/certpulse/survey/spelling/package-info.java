/// How names from rosters are compared and spelled: schools, certificates, cities and routes.
package io.github.certpulse.survey.spelling;
