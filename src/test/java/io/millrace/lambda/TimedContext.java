package io.millrace.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** An invocation whose remaining time is one when it is asked first, and another from then on. */
final class TimedContext implements Context {
    private final int first;
    private final int then;
    private boolean asked;

    TimedContext(int first, int then) {
        this.first = first;
        this.then = then;
    }

    boolean isUnasked() {
        return !asked;
    }

    @Override
    public int getRemainingTimeInMillis() {
        var millis = asked ? then : first;
        asked = true;
        return millis;
    }

    @Override
    public String getAwsRequestId() {
        return "one";
    }

    @Override
    public String getLogGroupName() {
        return "group";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "millrace";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn";
    }

    @Override
    public CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
        return null;
    }
}
