// Where the service is, for each build that WeChat tells apart. Each host must be entered as a request domain (request
// 合法域名); for `develop` the check can be turned off in the developer tools (不校验合法域名).
const BASES = {
  develop: 'http://localhost:8080',
  trial: 'https://survey.example.edu.cn',
  release: 'https://survey.example.edu.cn',
};

exports.base = BASES[wx.getAccountInfoSync().miniProgram.envVersion];
