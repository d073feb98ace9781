// The prices of a product on one UTC day in one currency.
let
    Source = Mart("price_daily"),
    Chosen = Table.SelectColumns(Source, {
        "source",
        "sku",
        "day",
        "currency",
        "low_price",
        "high_price",
        "average_price",
        "opening_price",
        "closing_price",
        "observations"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"source", type text},
        {"sku", type text},
        {"day", type date},
        {"currency", type text},
        {"low_price", Currency.Type},
        {"high_price", Currency.Type},
        {"average_price", Currency.Type},
        {"opening_price", Currency.Type},
        {"closing_price", Currency.Type},
        {"observations", Int64.Type}
    }, "en-US")
in
    Typed
