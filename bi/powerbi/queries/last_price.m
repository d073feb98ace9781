// The newest look at each product.
let
    Source = Mart("last_price"),
    Chosen = Table.SelectColumns(Source, {
        "source",
        "sku",
        "name",
        "brand",
        "gtin",
        "seller",
        "url",
        "price",
        "currency",
        "list_price",
        "availability",
        "observed_at",
        "method",
        "confidence"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"source", type text},
        {"sku", type text},
        {"name", type text},
        {"brand", type text},
        {"gtin", type text},
        {"seller", type text},
        {"url", type text},
        {"price", Currency.Type},
        {"currency", type text},
        {"list_price", Currency.Type},
        {"availability", type text},
        {"observed_at", type datetime},
        {"method", type text},
        {"confidence", type number}
    }, "en-US")
in
    Typed
