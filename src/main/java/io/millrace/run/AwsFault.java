package io.millrace.run;

import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The AWS SDK's exceptions in a sentence. */
public final class AwsFault {
    private static final int LONGEST = 300;

    private AwsFault() {}

    /** What failed, with the cure where one is known. */
    public static String said(SdkException e) {
        if (e instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            if (answered.awsErrorDetails().errorCode() == null) {
                return "the answer was HTTP status " + answered.statusCode() + " without a reason";
            }
            return answered.awsErrorDetails().errorCode() + " (HTTP status " + answered.statusCode() + "): "
                    + shortened(answered.awsErrorDetails().errorMessage());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException unknown) {
                return "no address of " + unknown.getMessage().replaceFirst(":.*", "")
                        + " is known: look at the region, and at this machine's network";
            }
        }
        var message = String.valueOf(e.getMessage());
        return message.startsWith("Unable to load credentials")
                ? "no AWS credentials were found: log in with aws sso login, set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or give this machine a role"
                : shortened(message);
    }

    private static String shortened(String message) {
        var line = String.valueOf(message).replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
