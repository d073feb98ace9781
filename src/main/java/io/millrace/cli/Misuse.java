package io.millrace.cli;

import io.millrace.config.Nearest;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that cannot be: one fault, what was probably meant, and where all of it is told. */
final class Misuse {
    private Misuse() {}

    static void tell(ParameterException fault, String[] args) {
        var line = fault.getCommandLine();
        var err = line.getErr();
        var commands = line.getSubcommands();
        if (args.length == 0) {
            line.usage(err);
        } else if (!commands.isEmpty() && unmatched(fault) != null) {
            err.println("there is no command \"" + unmatched(fault) + "\", "
                    + Nearest.hint(unmatched(fault), commands.keySet()));
        } else {
            err.println(fault.getMessage());
            UnmatchedArgumentException.printSuggestions(fault, err);
            err.println("./" + line.getCommandSpec().qualifiedName() + " --help shows how it is used");
        }
        err.flush();
    }

    /** The word that no command and no option is called, null if that is not the fault. */
    private static String unmatched(ParameterException fault) {
        var words = fault instanceof UnmatchedArgumentException unmatched ? unmatched.getUnmatched() : null;
        return words == null || words.isEmpty() || words.get(0).startsWith("-") ? null : words.get(0);
    }
}
