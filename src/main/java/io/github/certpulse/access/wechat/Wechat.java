package io.github.certpulse.access.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.api.impl.WxMaServiceHttpComponentsImpl;
import cn.binarywang.wx.miniapp.bean.AbstractWxMaQrcodeWrapper;
import cn.binarywang.wx.miniapp.bean.WxMaJscode2SessionResult;
import cn.binarywang.wx.miniapp.bean.WxaCodeUnlimit;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import cn.binarywang.wx.miniapp.constant.WxMaApiUrlConstants;
import cn.binarywang.wx.miniapp.executor.QrcodeBytesRequestExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.enums.WxType;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.RequestExecutor;
import me.chanjar.weixin.common.util.http.ResponseHandler;
import me.chanjar.weixin.common.util.http.SimpleGetRequestExecutor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls WeChat's server to log users in and to get images of mini program codes. Only this class uses WxJava. Every
/// call returns in time, whatever WeChat does. Exceptions of WxJava are neither thrown to callers nor logged, because
/// their texts contain AppSecret and tokens; only WeChat's errcode or the kind of failure is logged.
@Singleton
public final class Wechat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wechat.class);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final Pattern SCENE = Pattern.compile("[A-Za-z0-9!#$&'()*+,/:;=?@._~-]{1,32}");
    /// Pixels; WeChat's maximum, sharp on an A4 poster.
    private static final int WIDTH = 1280;

    private final WechatConfiguration configuration;
    private final WechatConnections connections = new WechatConnections();
    private final Optional<WxMaService> service;

    public Wechat(WechatConfiguration configuration) {
        this.configuration = configuration;
        this.service =
                configuration.appid().flatMap(appid -> configuration.secret().map(secret -> service(appid, secret)));
    }

    /// Exchanges the code of `wx.login` for the user's openid, without an access token, so that logins work even if
    /// tokens fail. A code is single-use, so it is sent only once, whatever the answer is. The session key in the
    /// answer is dropped.
    public WechatLogin login(String code) {
        // WxJava would put an illegal code into the URL unencoded, and the URL into the text of its exception.
        if (!CODE.matcher(code).matches()) {
            return new WechatLogin.Malformed();
        }
        return service
                .map(
                        wechat -> callWithin(
                                configuration.loginTimeout(),
                                new WechatLogin.Unavailable(),
                                () -> exchange(wechat, code)))
                .orElseGet(WechatLogin.NotConfigured::new);
    }

    /// The image of a mini program code that opens the configured page. It works in WeChat only.
    ///
    /// @param scene the entry code that the page receives: 1 to 32 characters of WeChat's alphabet
    /// @throws IllegalArgumentException where the scene is malformed
    public WechatCode codeImage(String scene) {
        if (!SCENE.matcher(scene).matches()) {
            throw new IllegalArgumentException("a scene has 1 to 32 characters of WeChat's alphabet");
        }
        return service.map(
                wechat -> callWithin(
                        configuration.codeTimeout(),
                        new WechatCode.Unavailable(),
                        () -> draw(wechat, scene)))
                .orElseGet(WechatCode.NotConfigured::new);
    }

    @Override
    @PreDestroy
    public void close() throws IOException {
        connections.close();
    }

    private WxMaService service(String appid, String secret) {
        var account = new WxMaDefaultConfigImpl();
        account.setAppid(appid);
        account.setSecret(secret);
        // All replicas get the same token without sharing a store.
        account.useStableAccessToken(true);
        configuration.api().ifPresent(account::setApiHostUrl);
        var wechat = new WxMaServiceHttpComponentsImpl() {
            @Override
            public void initHttp() {}

            @Override
            public CloseableHttpClient getRequestHttpClient() {
                return connections.client();
            }
        };
        wechat.setWxMaConfig(account);
        // The configuration's setters of the same names have no effect. With the defaults WxJava would wait 31 s on
        // errcode -1.
        wechat.setMaxRetryTimes(1);
        wechat.setRetrySleepMillis(300);
        return wechat;
    }

    private static WechatLogin exchange(WxMaService wechat, String code) throws IOException {
        var account = wechat.getWxMaConfig();
        var query = "appid=%s&secret=%s&js_code=%s&grant_type=authorization_code".formatted(
                URLEncoder.encode(account.getAppid(), UTF_8),
                URLEncoder.encode(account.getSecret(), UTF_8),
                code);
        try {
            // Not wechat.get(…): that fetches an access token first and sends the code again on errcode -1.
            var answer = SimpleGetRequestExecutor.create(wechat.getRequestHttp())
                    .execute(account.getEffectiveApiHostUrl() + "/sns/jscode2session", query, WxType.MiniApp);
            var openid = WxMaJscode2SessionResult.fromJson(answer).getOpenid();
            if (openid == null || openid.isBlank()) {
                LOG.warn("WeChat answered a login without an openid");
                return new WechatLogin.Unavailable();
            }
            return new WechatLogin.LoggedIn(openid);
        } catch (WxErrorException refusal) {
            return fromErrcode(refusal.getError().getErrorCode());
        }
    }

    private static WechatLogin fromErrcode(int errcode) {
        return switch (errcode) {
            case 40029, 40163 -> new WechatLogin.CodeInvalid();
            case 40226 -> new WechatLogin.UserBlocked();
            case 45011 -> new WechatLogin.Busy();
            default -> {
                LOG.warn("WeChat refused a login with errcode {}", errcode);
                yield new WechatLogin.Unavailable();
            }
        };
    }

    private WechatCode draw(WxMaService wechat, String scene) {
        var request = new WxaCodeUnlimit();
        request.setScene(scene);
        request.setPage(configuration.page());
        request.setCheckPath(false);
        request.setEnvVersion(configuration.envVersion());
        request.setWidth(WIDTH);
        request.setAutoColor(false);
        try {
            var executor = new ImageExecutor(QrcodeBytesRequestExecutor.create(wechat.getRequestHttp()));
            var bytes = wechat.execute(executor, WxMaApiUrlConstants.Qrcode.GET_WXACODE_UNLIMIT_URL, request);
            // WxJava returns null for an error without a code.
            return Optional.ofNullable(bytes)
                    .flatMap(ImageFormat::detect)
                    .<WechatCode>map(kind -> new WechatCode.Image(kind.contentType(), bytes))
                    .orElseGet(WechatCode.Unavailable::new);
        } catch (WxErrorException refusal) {
            LOG.warn("WeChat refused a code with errcode {}", refusal.getError().getErrorCode());
            return new WechatCode.Unavailable();
        }
    }

    /// Calls WeChat on a virtual thread. Interrupting it closes the socket, because socket timeouts alone do not end an
    /// answer that arrives slowly byte by byte.
    private static <T> T callWithin(Duration limit, T unavailable, Callable<T> call) {
        var task = new FutureTask<>(call);
        Thread.ofVirtual().name("wechat").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("WeChat did not answer within {} ms", limit.toMillis());
        } catch (ExecutionException failure) {
            LOG.warn("WeChat could not be called: {}", kind(failure));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            task.cancel(true);
        }
        return unavailable;
    }

    /// The class of the innermost exception, without its text.
    private static String kind(Throwable failure) {
        return failure.getCause() == null ? failure.getClass().getSimpleName() : kind(failure.getCause());
    }

    /// WxJava treats every answer that is not labelled as JSON as an image. This executor recognises errors inside
    /// WxJava's call, so that WxJava handles them as usual: a new token for an expired one, a second attempt where
    /// WeChat is busy.
    private record ImageExecutor(RequestExecutor<byte[], AbstractWxMaQrcodeWrapper> wxjava)
            implements RequestExecutor<byte[], AbstractWxMaQrcodeWrapper> {

        @Override
        public byte[] execute(String uri, AbstractWxMaQrcodeWrapper request, WxType type)
                throws WxErrorException, IOException {
            var bytes = wxjava.execute(uri, request, type);
            if (ImageFormat.detect(bytes).isEmpty()) {
                throw new WxErrorException(WxError.fromJson(new String(bytes, UTF_8), type));
            }
            return bytes;
        }

        @Override
        public void execute(String uri, AbstractWxMaQrcodeWrapper request, ResponseHandler<byte[]> handler, WxType type)
                throws WxErrorException, IOException {
            handler.handle(execute(uri, request, type));
        }
    }
}
