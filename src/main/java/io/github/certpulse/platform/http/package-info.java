/// What all routes share: the client's address, the check of foreign origins, annotations of routes, pages of lists,
/// rights and roles, health.
package io.github.certpulse.platform.http;
