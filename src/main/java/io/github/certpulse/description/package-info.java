/// The description of the interface (OpenAPI): what the compiler has generated from the code, completed with what it
/// cannot know, as a file for programs and as a page for people.
package io.github.certpulse.description;
