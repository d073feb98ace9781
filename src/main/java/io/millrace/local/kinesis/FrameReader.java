package io.millrace.local.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Reads the frames of a segment file one after the other, and says where and how they end. */
final class FrameReader {
    /** What stands at {@link #offset}, after {@link #next} found no further frame. */
    enum End {
        /** Nothing: the frames fill the file. */
        CLEAN,
        /** The beginning of a frame whose writing was cut short. */
        TORN,
        /** Bytes that no writer left there. */
        DAMAGED
    }

    private static final int CHUNK = 64 << 10;

    private final FileChannel file;
    private final long limit;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long offset;
    private End end = End.CLEAN;

    /** Reads from {@code offset}, where a frame begins, up to {@code limit}. */
    FrameReader(FileChannel file, long offset, long limit) {
        this.file = file;
        this.offset = offset;
        this.limit = limit;
    }

    Optional<Frame> next() throws IOException {
        if (offset == limit) {
            return ended(End.CLEAN);
        }
        if (!fill(Frame.HEAD)) {
            return ended(End.TORN);
        }
        var length = buffer.getInt(buffer.position());
        if (!Frame.isLength(length)) {
            return ended(End.DAMAGED);
        }
        if (!fill(Frame.HEAD + length)) {
            return ended(End.TORN);
        }
        var body = buffer.slice(buffer.position() + Frame.HEAD, length);
        if (buffer.getInt(buffer.position() + Integer.BYTES) != Frame.crc(body.duplicate())) {
            return ended(End.DAMAGED);
        }
        buffer.position(buffer.position() + Frame.HEAD + length);
        offset += Frame.HEAD + length;
        return Optional.of(Frame.read(body));
    }

    /** Where the next frame begins, in bytes from the start of the file. */
    long offset() {
        return offset;
    }

    End end() {
        return end;
    }

    private Optional<Frame> ended(End how) {
        end = how;
        return Optional.empty();
    }

    /** Sees to it that {@code bytes} bytes are in the buffer; false when the file has fewer. */
    private boolean fill(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return true;
        }
        if (limit - offset < bytes) {
            return false;
        }
        var larger = ByteBuffer.allocate(Math.max(CHUNK, bytes));
        larger.put(buffer);
        larger.limit((int) Math.min(larger.capacity(), limit - offset));
        while (larger.hasRemaining()) {
            if (file.read(larger, offset + larger.position()) < 0) {
                break;
            }
        }
        buffer = larger.flip();
        return buffer.remaining() >= bytes;
    }
}
