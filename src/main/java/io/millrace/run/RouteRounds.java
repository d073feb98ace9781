package io.millrace.run;

import io.millrace.warehouse.Round;
import org.apache.camel.CamelContext;

/** Rounds from Java by the same route as all others: {@code direct:load-round-<warehouse>}. */
final class RouteRounds implements LoadDesk.Rounds {
    /** As the template has it. */
    private static final String ADDRESS = "direct:load-round-{{warehouse}}";

    private final CamelContext context;

    RouteRounds(CamelContext context) {
        this.context = context;
    }

    @Override
    public void run(String warehouse, Round round) throws Exception {
        try (var template = context.createFluentProducerTemplate()) {
            var answer = template.to(ADDRESS.replace("{{warehouse}}", warehouse))
                    .withBody(round)
                    .send();
            if (answer.getException() != null) {
                throw answer.getException();
            }
        }
    }
}
