package io.millrace.run;

import io.millrace.alert.Alert;
import io.millrace.alert.HookAddress;
import io.millrace.alert.MailSender;
import io.millrace.config.AlertChannel;
import io.millrace.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether a channel's server can be reached, and takes its login, or a topic is there; nothing is sent.
 *
 * @param said what was found, or why not and what to do; names no address but the host
 */
public record AlertReach(boolean works, String said) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Connects to it. */
    public static AlertReach of(Settings settings, AlertChannel channel) {
        var secrets = new Secrets(settings.aws().region());
        try {
            if (channel.type() == AlertChannel.Type.EMAIL) {
                MailSender.login(channel.mail(), secrets::reveal);
                return new AlertReach(
                        true,
                        "the mail server " + channel.mail().host() + ":"
                                + channel.mail().port() + " takes mail");
            }
            if (channel.type() == AlertChannel.Type.SNS) {
                new Topics().look(channel.topic());
                return new AlertReach(
                        true, channel.topic() + " is there; alerts test shows whether it may be published to");
            }
            var address = HookAddress.of(secrets.reveal(channel.url()));
            connect(address.host(), address.port(), address.isTls());
            return new AlertReach(true, address + " can be reached");
        } catch (Exception e) {
            return new AlertReach(
                    false, "cannot be reached: " + Alert.fault(e) + "; see alerts.channels in millrace.yaml");
        }
    }

    private static void connect(String host, int port, boolean isTls) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            if (isTls) {
                var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
                try (var secure = (SSLSocket) factory.createSocket(plain, host, port, true)) {
                    var parameters = new SSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    secure.setSSLParameters(parameters);
                    secure.startHandshake();
                }
            }
        }
    }
}
