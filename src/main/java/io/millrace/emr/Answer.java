package io.millrace.emr;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of a request says. */
enum Answer {
    /** It was not carried out, and will not be. */
    REFUSED,
    /** It was not carried out; later it may be. */
    BUSY,
    /** Nobody knows whether it was carried out. */
    UNKNOWN;

    private static final int CLIENT = 400;
    private static final int SERVER = 500;

    static Answer of(SdkException failure) {
        if (!(failure instanceof AwsServiceException answered)) {
            return UNKNOWN;
        }
        if (answered.isThrottlingException()) {
            return BUSY;
        }
        return answered.statusCode() >= CLIENT && answered.statusCode() < SERVER ? REFUSED : UNKNOWN;
    }
}
