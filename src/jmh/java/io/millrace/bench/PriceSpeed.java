package io.millrace.bench;

import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Reading one price text of those that shops write, and of those that are hard to read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PriceSpeed {
    /** So many texts are read in a call. */
    private static final int TEXTS = 400;

    private static final List<String> NASTY = List.of(
            "1.2.3.4.5.6.7.8.9.10.11.12",
            "12345678901234567890123456789",
            "€ $ £ ¥ kr zł Ft руб. SFr. R$ US$ CA$",
            "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
            "-.,-.,-.,-.,-.,-.,- 9",
            "10€99 10€99 10€99 10€99",
            "Ｐｒｉｃｅ： ￥１２，８００（税込）",
            "&nbsp;&#8364;&nbsp;1&#46;299&#44;99&amp;&lt;&gt;",
            "kr kr. kronor kroner krónur koruna korun 5",
            "19⁹⁹ e\u0301 · 12·99 − 5 % 3,5 ★ (1.234)");

    @Param({"everyday", "nasty"})
    public String texts;

    private String[] read;

    @Setup
    public void make() throws IOException {
        var all = texts.equals("nasty") ? NASTY : PriceBench.texts();
        read = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            read[i] = all.get(i % all.size());
        }
    }

    @Benchmark
    @OperationsPerInvocation(TEXTS)
    public void price(Blackhole found) {
        for (var text : read) {
            found.consume(PriceParser.read(text, PriceHints.NONE));
        }
    }
}
