/// Calls to WeChat's servers: logins and images of mini program codes.
package io.github.certpulse.access.wechat;
