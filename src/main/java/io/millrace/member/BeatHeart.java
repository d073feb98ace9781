package io.millrace.member;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** The two steps around the writing of a heartbeat. */
public final class BeatHeart {
    private static final String BEAT = "MillraceBeat";

    private final Instance self;

    public BeatHeart(Instance self) {
        this.self = self;
    }

    /** Makes the next heartbeat the body, and sets where it is to be put. */
    public void describe(Exchange exchange) {
        var beat = self.next();
        var message = exchange.getMessage();
        exchange.setProperty(BEAT, beat);
        message.setHeader(AWS2S3Constants.KEY, Heartbeat.key(beat.heartbeat().instance()));
        message.setHeader(AWS2S3Constants.METADATA, Map.of());
        message.setBody(beat.heartbeat().toJson());
    }

    /** The heartbeat is in the lake. */
    public void written(Exchange exchange) {
        self.written(exchange.getProperty(BEAT, Instance.Beat.class));
    }
}
