package io.millrace.stream;

import io.millrace.dataset.Carried;
import io.millrace.dataset.Observation;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;

/** The step that makes an observation a record. */
public final class EventStamp {
    private final Publisher publisher;

    public EventStamp(Publisher publisher) {
        this.publisher = publisher;
    }

    public void stamp(Exchange exchange) {
        var message = exchange.getMessage();
        var observation = message.getBody(Observation.class);
        var event = publisher.stamp(observation);
        exchange.setProperty(Carried.EVENT, event);
        message.setHeader(Kinesis2Constants.PARTITION_KEY, Publisher.partitionKey(observation));
        message.setBody(Publisher.encode(event));
    }
}
