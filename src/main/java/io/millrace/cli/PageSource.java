package io.millrace.cli;

import io.millrace.extract.Page;
import java.io.IOException;

/** Where the pages of addresses come from. */
interface PageSource {
    /** The page at an http(s) address; throws IOException that says why there is none. */
    Page fetch(String url) throws IOException;
}
