package io.millrace.extract;

/** How surely an object of a data island is the page's product, the least sure first. */
enum IslandSameness {
    /** Nothing says so, or it has the name of another. */
    none,
    /** It stands where only the page's product does. */
    place,
    /** It has the heading's name. */
    name,
    /** Its number or address is the page's. */
    address,
    /** Its number is the one that the address asks for: {@code ?variant=402}. */
    query
}
