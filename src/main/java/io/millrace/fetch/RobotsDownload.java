package io.millrace.fetch;

import java.net.URI;

/** Downloads one robots.txt, without following redirects. */
@FunctionalInterface
interface RobotsDownload {
    /** The answer, whatever its status; throws FetchException when there is none. */
    Answer get(URI url, boolean allowPrivate);
}
