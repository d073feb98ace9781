package io.millrace.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The innermost step of the HTTP client: counts the bytes of a body as they come over the wire, and ends it at a limit.
 * What is unpacked is counted by {@link BoundedExchange}, which sees nothing of a compressed stream that never gives a
 * byte. A context without a {@link Count} is one whose request no site has answered: its proxy has.
 */
final class WireBytes implements ExecChainHandler {
    /** The key under which a request's context carries the count. */
    static final String KEY = WireBytes.class.getName();

    /** A page is compressed once; each further time costs memory before the first byte is read. */
    private static final int MOST_CODINGS = 2;

    private static final long LEAST = 1 << 20;

    private final long most;

    /** @param most bytes of a page, unpacked */
    WireBytes(long most) {
        this.most = Math.max(most, LEAST);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        var response = chain.proceed(request, scope);
        var count = new Count();
        scope.clientContext.setAttribute(KEY, count);
        var entity = response.getEntity();
        if (entity != null) {
            checkCodings(response);
            response.setEntity(new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() throws IOException {
                    return new Counted(super.getContent(), count);
                }
            });
        }
        return response;
    }

    private static void checkCodings(ClassicHttpResponse response) throws OverLimit {
        var codings = 0;
        for (var header : response.getHeaders(HttpHeaders.CONTENT_ENCODING)) {
            codings += header.getValue().split(",", -1).length;
        }
        if (codings > MOST_CODINGS) {
            throw new OverLimit("a body that is compressed " + codings + " times over");
        }
    }

    /** Bytes so far. One thread at a time. */
    static final class Count {
        private long bytes;

        long bytes() {
            return bytes;
        }
    }

    /** More than is read; the message says of what. */
    static final class OverLimit extends IOException {
        OverLimit(String found) {
            super(found);
        }
    }

    private final class Counted extends FilterInputStream {
        private final Count count;

        private Counted(InputStream in, Count count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var read = super.read(into, from, length);
            add(Math.max(0, read));
            return read;
        }

        private void add(int read) throws OverLimit {
            count.bytes += read;
            if (count.bytes > most) {
                throw new OverLimit("a body of more than " + most + " bytes on the wire");
            }
        }
    }
}
