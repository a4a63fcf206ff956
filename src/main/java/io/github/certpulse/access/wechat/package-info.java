/// The way to WeChat's own servers: who logs in, and the mini program's codes.
package io.github.certpulse.access.wechat;
