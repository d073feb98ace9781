// The price level of each source, 100 on its first day.
let
    Source = Mart("price_index"),
    Chosen = Table.SelectColumns(Source, {
        "source",
        "currency",
        "day",
        "index_points",
        "products",
        "matched_products"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"source", type text},
        {"currency", type text},
        {"day", type date},
        {"index_points", Currency.Type},
        {"products", Int64.Type},
        {"matched_products", Int64.Type}
    }, "en-US")
in
    Typed
