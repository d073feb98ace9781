package io.millrace.bi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.Select;

/** The statements of a file under {@code bi/}, without comments. */
record SqlScript(List<String> statements) {
    static SqlScript read(String name) throws IOException {
        var text = Files.readAllLines(Path.of("bi").resolve(name)).stream()
                .filter(line -> !line.strip().startsWith("--"))
                .collect(Collectors.joining("\n"));
        return new SqlScript(Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList());
    }

    /** The query at the end, as the parser writes it: what it does not understand does not get through. */
    String query() throws JSQLParserException {
        var last = statements.get(statements.size() - 1);
        if (CCJSqlParserUtil.parse(last) instanceof Select select) {
            return select.toString();
        }
        throw new IllegalStateException("no SELECT stands last");
    }

    /** The columns of the table at the beginning: name and type, a space between. */
    List<String> columns() {
        var table = statements.get(0);
        var columns = table.substring(table.indexOf('(') + 1, table.indexOf("\n)"));
        return columns.strip()
                .lines()
                .map(line -> line.strip().replaceAll(",$", "").replace(" NOT NULL", ""))
                .toList();
    }
}
