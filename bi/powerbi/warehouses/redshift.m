// Mart: a view of Millrace in Amazon Redshift, by its name. Parameters: Server (host:port), Database, Schema.
(name as text) as table =>
let
    Source = AmazonRedshift.Database(Server, Database),
    Views = Source{[Name = Schema]}[Data],
    View = Views{[Name = name]}[Data]
in
    View
