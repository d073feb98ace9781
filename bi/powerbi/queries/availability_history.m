// Each time for which a product kept its availability; until is empty while it lasts.
let
    Source = Mart("availability_history"),
    Chosen = Table.SelectColumns(Source, {
        "source",
        "sku",
        "availability",
        "since",
        "until",
        "last_seen",
        "observations"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"source", type text},
        {"sku", type text},
        {"availability", type text},
        {"since", type datetime},
        {"until", type datetime},
        {"last_seen", type datetime},
        {"observations", Int64.Type}
    }, "en-US")
in
    Typed
