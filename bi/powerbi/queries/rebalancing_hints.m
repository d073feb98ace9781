// Where scooters will gather and be missed, by parts of days.
let
    Source = Mart("rebalancing_hints"),
    Chosen = Table.SelectColumns(Source, {
        "city",
        "local_date",
        "day_part",
        "from_at",
        "hours_in_part",
        "commute_score",
        "commute_reason",
        "weather_score",
        "weather_reason",
        "hill_score",
        "hill_reason",
        "tourist_score",
        "tourist_reason",
        "confidence"
    }),
    Typed = Table.TransformColumnTypes(Chosen, {
        {"city", type text},
        {"local_date", type date},
        {"day_part", type text},
        {"from_at", type datetime},
        {"hours_in_part", Int64.Type},
        {"commute_score", type number},
        {"commute_reason", type text},
        {"weather_score", type number},
        {"weather_reason", type text},
        {"hill_score", type number},
        {"hill_reason", type text},
        {"tourist_score", type number},
        {"tourist_reason", type text},
        {"confidence", type number}
    }, "en-US")
in
    Typed
