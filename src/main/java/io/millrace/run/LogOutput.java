package io.millrace.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.millrace.config.LogSettings;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the log be as it is set: until then it is for a person at a terminal. */
public final class LogOutput {
    private static final String APPENDER = "console";
    private static final String OWN = "io.millrace";

    private LogOutput() {}

    /** From now on the log is so. */
    public static void set(LogSettings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.getLogger(OWN).setLevel(settings.level() == LogSettings.Level.DEBUG ? Level.DEBUG : Level.INFO);
        var appender = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
        if (settings.format() == LogSettings.Format.JSON
                && appender instanceof ConsoleAppender<ILoggingEvent> console) {
            console.stop();
            console.setEncoder(json(context));
            console.start();
        }
    }

    /** One object a line; a stack trace is one field of it. */
    static LogstashEncoder json(LoggerContext context) {
        var names = new LogstashFieldNames();
        names.setTimestamp("timestamp");
        names.setLogger("logger");
        names.setThread("thread");
        names.setLevelValue("[ignore]");
        names.setVersion("[ignore]");
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setTimeZone("UTC");
        encoder.setFieldNames(names);
        encoder.addProvider(new NamedValues());
        encoder.start();
        return encoder;
    }
}
