package io.millrace.config;

/** A value of a YAML file that knows where it stands. */
public sealed interface YamlValue permits Scalar, YamlList, YamlMap {
    Place place();

    /** What it is, for a message: {@code a map}, {@code a list}, or the text in quotes. */
    String description();
}
