// Mart: a view of Millrace in MySQL, by its name. Parameters: Server (host:port), Database. Times are UTC.
(name as text) as table =>
let
    Source = MySQL.Database(Server, Database, [ReturnSingleDatabase = true]),
    View = Source{[Schema = Database, Item = name]}[Data]
in
    View
