// The own price among the newest offers of a product.
let
    Source = Mart("price_position"),
    Chosen = Table.SelectColumns(Source, {
        "product",
        "currency",
        "own_source",
        "own_price",
        "own_availability",
        "own_rank",
        "offers",
        "lowest_price",
        "lowest_source",
        "lowest_other_price",
        "median_price",
        "difference_percent"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"product", type text},
        {"currency", type text},
        {"own_source", type text},
        {"own_price", Currency.Type},
        {"own_availability", type text},
        {"own_rank", Int64.Type},
        {"offers", Int64.Type},
        {"lowest_price", Currency.Type},
        {"lowest_source", type text},
        {"lowest_other_price", Currency.Type},
        {"median_price", Currency.Type},
        {"difference_percent", Currency.Type}
    }, "en-US")
in
    Typed
