package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.price.CurrencyCode;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace price}: price texts to JSON lines, one a text, in the order given. */
@Command(
        name = "price",
        mixinStandardHelpOptions = true,
        header = "Reads price texts and prints one JSON line for each.",
        description =
                "The line has amount, currency (ISO 4217) and symbol; where the symbol means several currencies and "
                        + "nothing settles it, currency is null and ambiguous lists them. A text without a price gives the amount null "
                        + "and the reason. An amount below zero is given as such here (put -- before it); everywhere else it is no price.")
public final class PriceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Without any, JSON lines are read from standard input: {\"text\": \"1.226 €\", "
                    + "\"currency_hint\": \"EUR\", \"decimal_separator\": \",\", \"language\": \"de\"}")
    private List<String> texts = List.of();

    @Option(names = "--currency", paramLabel = "CODE", description = "Settles a missing or ambiguous currency.")
    private String currency;

    @Option(names = "--language", paramLabel = "TAG", description = "Language of the texts (de, en-CA).")
    private String language;

    @Option(names = "--country", paramLabel = "CODE", description = "Country of the shop (SE), by ISO 3166.")
    private String country;

    private final InputStream input;

    /** Reads standard input where no text is given. */
    public PriceCommand() {
        this(System.in);
    }

    PriceCommand(InputStream input) {
        this.input = input;
    }

    /** Returns 0, or 1 if a line of the input was not one JSON object with a text. */
    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (texts.isEmpty()) {
            return lines(out);
        }
        var hints = new PriceHints(currency, language, null, country);
        texts.forEach(text -> out.println(JsonLines.write(answer(text, hints))));
        out.flush();
        return 0;
    }

    private int lines(PrintWriter out) throws IOException {
        int exit = 0;
        int number = 0;
        var reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            try {
                out.println(JsonLines.write(answer(JsonLines.read(line))));
            } catch (JsonProcessingException e) {
                exit = 1;
                out.println(JsonLines.write(fault(number, "not JSON: " + e.getOriginalMessage())));
            } catch (IllegalArgumentException e) {
                exit = 1;
                out.println(JsonLines.write(fault(number, e.getMessage())));
            }
            out.flush();
        }
        return exit;
    }

    private Map<String, Object> answer(JsonNode line) {
        if (!line.isObject()) {
            throw new IllegalArgumentException("not a JSON object; give one like {\"text\": \"1.226 €\"}");
        }
        if (!line.path("text").isValueNode()) {
            throw new IllegalArgumentException("no \"text\"; give one like {\"text\": \"1.226 €\"}");
        }
        var separator = text(line, "decimal_separator");
        if (separator != null && !separator.equals(".") && !separator.equals(",")) {
            throw new IllegalArgumentException("decimal_separator is \"" + separator + "\"; give \".\" or \",\"");
        }
        var stated = text(line, "currency_hint");
        var spoken = text(line, "language");
        var settled = text(line, "country");
        var hints = new PriceHints(
                stated == null ? currency : stated,
                spoken == null ? language : spoken,
                separator == null ? null : separator.charAt(0),
                settled == null ? country : settled);
        return answer(text(line, "text"), hints);
    }

    private static String text(JsonNode line, String field) {
        var value = line.path(field).asText(null);
        return value == null || value.isEmpty() ? null : value;
    }

    private static Map<String, Object> answer(String text, PriceHints hints) {
        var reading = PriceParser.read(text, hints);
        var price = reading.price() == null ? reading.negative() : reading.price();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("amount", price == null ? null : price.amount());
        answer.put("currency", price == null ? null : price.currency());
        answer.put("symbol", price == null ? null : price.symbol());
        if (price == null) {
            answer.put("reason", reading.reason());
        } else if (price.currency() == null && price.symbol() != null) {
            answer.put("ambiguous", CurrencyCode.possible(price.symbol()));
        }
        return answer;
    }

    private static Map<String, Object> fault(int line, String message) {
        var fault = new LinkedHashMap<String, Object>();
        fault.put("error", "line " + line + ": " + message);
        fault.put("line", line);
        return fault;
    }
}
