package io.millrace.fetch;

import java.net.URI;

/** Downloads one robots.txt, without following redirects. */
@FunctionalInterface
interface RobotsDownload {
    /**
     * The answer, whatever its status; throws FetchException when there is none.
     *
     * @param rules of the source whose page is to be fetched; its headers are not sent
     * @param elsewhere whether a redirect leads to another host than the page's
     */
    Answer get(URI url, FetchRules rules, boolean elsewhere);
}
