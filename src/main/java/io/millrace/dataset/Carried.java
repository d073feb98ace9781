package io.millrace.dataset;

/**
 * What exchanges carry from one stage's steps to another's, by name: the stages do not know each other, and the routes
 * use the same names.
 */
public final class Carried {
    /** Property: name of the source that declares the page under way. */
    public static final String SOURCE = "MillraceSource";

    /** Property, and header for the fetching: the page's address as declared. */
    public static final String URL = "MillraceUrl";

    /** Property: the web site that the page's address belongs to, as a name that keys of objects may have. */
    public static final String HOST = "MillraceHost";

    /** Property: a Runnable to be run right before each request to that site; what it throws forbids the request. */
    public static final String GUARD = "MillraceGuard";

    /** Property: what is declared of the page, a map of texts. */
    public static final String LABELS = "MillraceLabels";

    /** Property: field to selector, a map of texts. */
    public static final String SELECT = "MillraceSelect";

    /** Property: declared ISO 4217 code, or null. */
    public static final String CURRENCY = "MillraceCurrency";

    /** Property: declared BCP 47 tag, or null. */
    public static final String LANGUAGE = "MillraceLanguage";

    /** Property: least pause between two requests to the host, a Duration. */
    public static final String DELAY = "MillraceDelay";

    /** Property: whether the page may be in a private network. */
    public static final String MAY_BE_PRIVATE = "MillraceMayBePrivate";

    /** Property: the names of the hosts that alone may be in a private network, a set of texts; absent for no such list. */
    public static final String PRIVATE_NAMES = "MillracePrivateNames";

    /** Property: header to value for requests to the page's own site, a map of texts; values may be secret. */
    public static final String HEADERS = "MillraceHeaders";

    /** Property: the proxy to go through, {@code http://user:password@host:port}, or null; it may hold a secret. */
    public static final String PROXY = "MillraceProxy";

    /** Property: how the page's site is asked, as it is declared, with references in the place of secrets; a text. */
    public static final String ACCESS = "MillraceAccess";

    /** Property: what is to be read at the address: {@code page}, {@code listing} or {@code sitemap}. */
    public static final String KIND = "MillraceKind";

    /** Property: what a listing or a sitemap is looked at for; absent where the address is a page's. */
    public static final String LEAD = "MillraceLead";

    /** Property: what is asked of a provider at the address; absent where a page or a list is. */
    public static final String CALL = "MillraceCall";

    /** Property: whether the address is an API's; absent where it is a page's. */
    public static final String API = "MillraceApi";

    /** Property: name to value in the query of requests to a provider, a map of texts; values may be secret. */
    public static final String PARAMETERS = "MillraceParameters";

    /** Property: the HTTP status of a provider's answer. */
    public static final String STATUS = "MillraceStatus";

    /**
     * Property: how the site may be asked whether the page has changed, a map of texts: {@code etag},
     * {@code last_modified}, and {@code url}, the address that they were sent for. Absent where it is to be read anew.
     */
    public static final String VALIDATORS = "MillraceValidators";

    /** Property: whether the page has been gone for so long that it is not asked for in this round. */
    public static final String SKIPPED = "MillraceSkipped";

    /** Property: the {@link Observation} that is published of the page. */
    public static final String OBSERVATION = "MillraceObservation";

    /** Property: the {@link Reading} that the observation was made of. */
    public static final String READING = "MillraceReading";

    /** Property: whether a failure of the page is news, and not as it was in the round before. */
    public static final String NEWS = "MillraceNews";

    /** Property: whether the work that failed is kept in the lake. */
    public static final String KEPT = "MillraceKept";

    /** Property: when the page was fetched, an Instant. */
    public static final String FETCHED_AT = "MillraceFetchedAt";

    /** Property: the page's Content-Type header. */
    public static final String CONTENT_TYPE = "MillraceContentType";

    /** Property: the address that answered. */
    public static final String FINAL_URL = "MillraceFinalUrl";

    /** Property: whether the page showed a price. */
    public static final String PRICED = "MillracePriced";

    /** Property: the {@link Event} that is not taken by the stream; its number is 0 if it never had one. */
    public static final String EVENT = "MillraceEvent";

    /** Property: the reason as which the event is rejected, in the words of the sums. */
    public static final String REJECTED_AS = "MillraceRejectedAs";

    /** Header of a landed exchange: the sequence number through which its shard is durable now. */
    public static final String LANDED_THROUGH = "MillraceLandedThrough";

    private Carried() {}
}
