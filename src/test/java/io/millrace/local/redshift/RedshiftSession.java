package io.millrace.local.redshift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One connection of Redshift's driver, on its way to PostgreSQL. Statements are held against the grammar; one that is
 * refused becomes a statement that fails, so that the protocol goes its own way.
 */
final class RedshiftSession {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int CANCEL_REQUEST = 80_877_102;

    /** What PostgreSQL knows of what Redshift's driver says of itself. */
    private static final Set<String> PARAMETERS = Set.of(
            "user", "database", "client_encoding", "DateStyle", "TimeZone", "extra_float_digits", "application_name");

    private final Socket client;
    private final int postgres;
    private final CopiedFiles files;
    private final Map<String, StatementGrammar.Table> tables = new HashMap<>();
    private final Runnable cancelled;

    /**
     * @param postgres port on loopback
     * @param cancelled runs when the driver asks for the end of another session's statement
     */
    RedshiftSession(Socket client, int postgres, Bucket bucket, Path folder, Runnable cancelled) {
        this.client = client;
        this.postgres = postgres;
        this.cancelled = cancelled;
        this.files = new CopiedFiles(bucket, folder);
    }

    /** Until one of the two hangs up. */
    void serve() throws IOException {
        try (client;
                var server = new Socket("127.0.0.1", postgres)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            var toClient = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            var fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            var toServer = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
            if (!greet(fromClient, toClient, toServer)) {
                return;
            }
            var answers = new Thread(
                    () -> {
                        answer(fromServer, toClient);
                        hangUp();
                    },
                    "redshift-answers");
            answers.setDaemon(true);
            answers.start();
            ask(fromClient, toServer);
        }
    }

    private boolean greet(DataInputStream in, DataOutputStream toClient, DataOutputStream out) throws IOException {
        while (true) {
            var length = in.readInt();
            var code = in.readInt();
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                toClient.writeByte('N');
                toClient.flush();
            } else if (code == CANCEL_REQUEST) {
                cancelled.run();
                out.writeInt(length);
                out.writeInt(code);
                out.write(in.readNBytes(length - 8));
                out.flush();
                return false;
            } else {
                var words = new String(in.readNBytes(length - 8), StandardCharsets.UTF_8).split("\0");
                var kept = new StringBuilder();
                for (var i = 0; i + 1 < words.length; i += 2) {
                    if (words[i].equals("search_path")) {
                        // What Redshift has by itself is in PostgreSQL's public.
                        kept.append(words[i]).append('\0').append(words[i + 1]).append(",public\0");
                    } else if (PARAMETERS.contains(words[i])) {
                        kept.append(words[i]).append('\0').append(words[i + 1]).append('\0');
                    }
                }
                var body = CopiedFiles.utf8(kept.append('\0').toString());
                out.writeInt(body.length + 8);
                out.writeInt(196_608);
                out.write(body);
                out.flush();
                return true;
            }
        }
    }

    private void ask(DataInputStream in, DataOutputStream out) throws IOException {
        try {
            while (true) {
                var type = in.readByte();
                var body = in.readNBytes(in.readInt() - 4);
                if (type == 'Q') {
                    body = CopiedFiles.utf8(judged(string(body, 0)) + '\0');
                } else if (type == 'P') {
                    body = parse(body);
                }
                write(out, type, body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (EOFException | SocketException e) {
            // One of the two has hung up.
            return;
        }
    }

    private byte[] parse(byte[] body) {
        var name = string(body, 0);
        var from = CopiedFiles.utf8(name).length + 1;
        var sql = string(body, from);
        var rest = from + CopiedFiles.utf8(sql).length + 1;
        var start = CopiedFiles.utf8(name + '\0' + judged(sql) + '\0');
        var all = new byte[start.length + body.length - rest];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, rest, all, start.length, body.length - rest);
        return all;
    }

    /** The statement for PostgreSQL. */
    private String judged(String sql) {
        try {
            var accepted = StatementGrammar.accept(sql);
            if (accepted.table() != null) {
                tables.put(accepted.table().name(), accepted.table());
            }
            var copy = accepted.copy();
            return copy == null ? accepted.sql() : CopiedFiles.sql(copy, files.csv(copy, tables.get(copy.table())));
        } catch (RefusedSql e) {
            return "SELECT refuse('" + e.state() + "', '" + e.getMessage().replace("'", "''") + "')";
        }
    }

    /** Where PostgreSQL tells of two transactions that could not have been one after the other, Redshift has words of its own. */
    private static void answer(DataInputStream in, DataOutputStream out) {
        try {
            while (true) {
                var type = in.readByte();
                var body = in.readNBytes(in.readInt() - 4);
                if (type == 'E' && new String(body, StandardCharsets.UTF_8).contains("\0C40001\0")) {
                    body = CopiedFiles.utf8("SERROR\0CXX000\0M1023\0DSerializable isolation violation on table - 108,"
                            + " transactions forming the cycle are: 7, 9 (pid:1)\0\0");
                }
                write(out, type, body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One of the two has hung up.
            return;
        }
    }

    /** Otherwise the driver would wait for a server that is gone. */
    private void hangUp() {
        try {
            client.close();
        } catch (IOException e) {
            // It has hung up itself.
            return;
        }
    }

    private static void write(DataOutputStream out, byte type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    private static String string(byte[] bytes, int from) {
        var to = from;
        while (bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
