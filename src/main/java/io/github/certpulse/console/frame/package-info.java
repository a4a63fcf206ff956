/// What all pages of the consoles share: the signed-in visit, its protection, the frame around each page.
package io.github.certpulse.console.frame;
