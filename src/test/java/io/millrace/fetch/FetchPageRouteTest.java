package io.millrace.fetch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;

/** The order of the route's steps, with the web replaced. */
class FetchPageRouteTest extends CamelTestSupport {
    private static final String PAGE = "https://shop.example/p/1";

    private final VirtualTime time = new VirtualTime();
    private final HostPacer pacer = new HostPacer(time, HostTimes.NONE, () -> 0.5);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Processor web = exchange -> answer(exchange, 200);

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var context = super.createCamelContext();
        var robots = new Robots(this::robots, pacer, time, Set.of("millrace"));
        new FetchSteps(robots, pacer, new ProxyGuard(new TestNames()), new Visits(), time)
                .byName()
                .forEach(context.getRegistry()::bind);
        context.getRegistry().bind("web", HttpClients.createDefault());
        context.getRegistry().bind("answerHeaders", new AnswerHeaders());
        var route = PluginHelper.getResourceLoader(context).resolveResource("routes/fetch-page.camel.yaml");
        PluginHelper.getRoutesLoader(context).loadRoutes(route);
        AdviceWith.adviceWith(context, "fetch-page", advice -> {
            advice.weaveById("fetch").replace().process(this::visit);
        });
        return context;
    }

    @Test
    void robotsAreReadAndTheTurnAwaitedBeforeThePageIsRequested() {
        var page = fetch(PAGE, FetchRules.DEFAULT);
        assertEquals(List.of("0 robots https://shop.example/robots.txt", "1 page " + PAGE), asked);
        assertEquals(PAGE, page.finalUrl());
    }

    @Test
    void aTurnThatEndsInAFailureIsGivenBack() {
        var broken = new FetchException(FetchException.Kind.CONNECTION, PAGE, "a broken connection", "wait");
        web = exchange -> {
            throw broken;
        };
        assertSame(broken, assertThrows(FetchException.class, () -> fetch(PAGE, FetchRules.DEFAULT)));
        web = exchange -> answer(exchange, 200);
        fetch(PAGE, FetchRules.DEFAULT);
        assertEquals("3 page " + PAGE, asked.get(2), "a failure doubles the pause");
    }

    @Test
    void aHostIsAskedForOnePageAtATime() throws Exception {
        fetch(PAGE, FetchRules.DEFAULT);
        Callable<FetchedPage> other = () -> fetch("https://shop.example/p/2", FetchRules.DEFAULT);
        var task = new FutureTask<>(other);
        var thread = new Thread(task);
        web = exchange -> {
            web = second -> answer(second, 200);
            thread.start();
            await().until(() -> thread.getState() == Thread.State.WAITING);
            answer(exchange, 200);
        };
        fetch(PAGE, FetchRules.DEFAULT);
        assertEquals("https://shop.example/p/2", task.get().finalUrl());
        assertEquals(List.of("2 page " + PAGE, "3 page https://shop.example/p/2"), asked.subList(2, 4));
    }

    private FetchedPage fetch(String url, FetchRules rules) {
        try (var fetcher = PageFetcher.in(context)) {
            return fetcher.fetch(url, rules);
        }
    }

    private Answer robots(URI url, FetchRules rules, boolean elsewhere) {
        asked.add(time.passed().toSeconds() + " robots " + url);
        return Answers.of(url, 404, "", null, null, new byte[0]);
    }

    private void visit(Exchange exchange) throws Exception {
        asked.add(time.passed().toSeconds() + " page " + exchange.getMessage().getHeader(Exchange.HTTP_URI));
        web.process(exchange);
    }

    private static void answer(Exchange exchange, int status) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/html");
        exchange.getMessage().setBody("page".getBytes());
    }
}
