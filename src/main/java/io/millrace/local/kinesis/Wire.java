package io.millrace.local.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two forms in which SDKs speak to Kinesis. They differ in how bytes are written (base64, as they are) and points in
 * time (seconds since 1970 with fractions, milliseconds).
 */
enum Wire {
    JSON("application/x-amz-json-1.1", JsonMapper.builder(), JsonNodeType.STRING, 3),
    CBOR("application/x-amz-cbor-1.1", CBORMapper.builder(), JsonNodeType.BINARY, 0);

    private final String type;
    private final ObjectMapper mapper;
    private final JsonNodeType bytes;
    private final int fractions;

    Wire(String type, MapperBuilder<? extends ObjectMapper, ?> mapper, JsonNodeType bytes, int fractions) {
        this.type = type;
        this.mapper = mapper.addModule(new SimpleModule().addSerializer(new MomentWriter(fractions)))
                .build();
        this.bytes = bytes;
        this.fractions = fractions;
    }

    /** The one that a Content-Type names. */
    static Optional<Wire> of(String contentType) {
        return contentType.startsWith("application/json")
                ? Optional.of(JSON)
                : Arrays.stream(values())
                        .filter(wire -> contentType.startsWith(wire.type))
                        .findFirst();
    }

    /** The Content-Type of its answers. */
    String type() {
        return type;
    }

    /** Which kind of value holds bytes. */
    JsonNodeType bytes() {
        return bytes;
    }

    /** A point in time as a request gives it, in milliseconds since 1970. */
    BigDecimal millis(BigDecimal given) {
        return given.scaleByPowerOfTen(fractions);
    }

    byte[] write(ObjectNode answer) throws JsonProcessingException {
        return mapper.writeValueAsBytes(answer);
    }

    JsonNode read(byte[] body) throws IOException {
        try {
            var read = mapper.readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw Fault.of("SerializationException", "The body is not %s: %s", this, e.getOriginalMessage());
        }
        throw Fault.of("SerializationException", "The body is not a %s object.", this);
    }

    private static final class MomentWriter extends StdSerializer<Moment> {
        private static final long serialVersionUID = 1L;

        private final int fractions;

        MomentWriter(int fractions) {
            super(Moment.class);
            this.fractions = fractions;
        }

        @Override
        public void serialize(Moment moment, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (fractions == 0) {
                out.writeNumber(moment.millis());
            } else {
                out.writeNumber(BigDecimal.valueOf(moment.millis(), fractions));
            }
        }
    }
}
