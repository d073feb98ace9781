package io.millrace.config;

import java.time.Instant;
import java.util.Map;

/**
 * A way by which alerts are told.
 *
 * @param name unique, {@code [a-z][a-z0-9-]*}
 * @param url where a webhook is posted to; may be the secret of it; none of other types
 * @param secret that a webhook's posts are signed with; may be none
 * @param mail null of other types than e-mail
 * @param topic null of other types than Amazon SNS
 * @param quiet when it is told nothing; null: never
 */
public record AlertChannel(
        String name, Type type, Secret url, Secret secret, MailSettings mail, TopicArn topic, QuietHours quiet) {
    /** The ways that there are. */
    public enum Type {
        LOG,
        WEBHOOK,
        SLACK,
        EMAIL,
        SNS;

        /** How a configuration writes it. */
        public String word() {
            return Scalar.word(this);
        }

        /** Whether people read it, who want one message of many alerts; machines are given each by itself. */
        public boolean isBundled() {
            return this == SLACK || this == EMAIL;
        }
    }

    /** The one that there is where none is declared. */
    public static final AlertChannel OWN_LOG = log("log", null);

    static AlertChannel log(String name, QuietHours quiet) {
        return new AlertChannel(name, Type.LOG, Secret.NONE, Secret.NONE, null, null, quiet);
    }

    static AlertChannel post(String name, Type type, Secret url, Secret secret, QuietHours quiet) {
        return new AlertChannel(name, type, url, secret, null, null, quiet);
    }

    static AlertChannel mail(String name, MailSettings mail, QuietHours quiet) {
        return new AlertChannel(name, Type.EMAIL, Secret.NONE, Secret.NONE, mail, null, quiet);
    }

    static AlertChannel topic(String name, TopicArn topic, QuietHours quiet) {
        return new AlertChannel(name, Type.SNS, Secret.NONE, Secret.NONE, null, topic, quiet);
    }

    /** Whether it is told nothing at a moment. */
    public boolean isQuiet(Instant at) {
        return quiet != null && quiet.hold(at);
    }

    /** All that may be secret about it, by the key under which it is set. */
    public Map<String, Secret> secrets() {
        return mail == null ? Map.of("url", url, "secret", secret) : Map.of("password", mail.password());
    }
}
