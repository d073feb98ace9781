// Mart: a view of Millrace in Athena, by its name, through Amazon's ODBC driver. Parameters: Server (name of the DSN), Database (of
// the Glue catalog). The views are those of `./millrace ddl athena`.
(name as text) as table =>
let
    Source = Odbc.DataSource("dsn=" & Server, [HierarchicalNavigation = true]),
    Views = Source{[Name = "AwsDataCatalog", Kind = "Database"]}[Data]{[Name = Database, Kind = "Schema"]}[Data],
    View = Views{[Name = name, Kind = "View"]}[Data]
in
    View
