// Each move of a price against the price before it.
let
    Source = Mart("price_changes"),
    Chosen = Table.SelectColumns(Source, {
        "source",
        "sku",
        "name",
        "url",
        "observed_at",
        "currency",
        "previous_price",
        "price",
        "change_percent"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"source", type text},
        {"sku", type text},
        {"name", type text},
        {"url", type text},
        {"observed_at", type datetime},
        {"currency", type text},
        {"previous_price", Currency.Type},
        {"price", Currency.Type},
        {"change_percent", Currency.Type}
    }, "en-US")
in
    Typed
