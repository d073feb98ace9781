// Mart: a view of Millrace in Snowflake, by its name. Parameters: Server (account.snowflakecomputing.com), Warehouse, Database,
// Schema, in capitals. Names of columns are in capitals there; times have a zone and become UTC without one, as elsewhere.
(name as text) as table =>
let
    Source = Snowflake.Databases(Server, Warehouse, [Implementation = "2.0"]),
    Views = Source{[Name = Database, Kind = "Database"]}[Data]{[Name = Schema, Kind = "Schema"]}[Data],
    View = Views{[Name = Text.Upper(name), Kind = "View"]}[Data],
    Named = Table.TransformColumnNames(View, Text.Lower),
    Zoned = Table.ColumnsOfType(Named, {type datetimezone, type nullable datetimezone}),
    Utc = (time) => if time = null then null else DateTimeZone.RemoveZone(DateTimeZone.ToUtc(time)),
    Timed = Table.TransformColumns(Named, List.Transform(Zoned, (column) => {column, Utc, type nullable datetime}))
in
    Timed
