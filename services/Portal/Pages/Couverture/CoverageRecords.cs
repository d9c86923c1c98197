using OpenDataAnimation.Portal.Pages.Grille;

namespace OpenDataAnimation.Portal.Pages.Couverture;

internal sealed record CoverageView(
    int Total, int Shared, int Matching, int MatchingShared, bool Capped, IReadOnlyList<CoverageSchema> Schemas, IReadOnlyList<CoverageRow> Rows, SchemaOrigin Origin);

internal sealed record CoverageSchema(string Name, string Title, bool Scdl, int Children);

internal sealed record SchemaOrigin(string Source, string Licence, DateOnly Vintage);

/// <param name="Counts">In the order of the schemas; null when not shared.</param>
internal sealed record CoverageRow(Guid BodyId, string Name, string Slug, GridMissing? Why, int? Published, IReadOnlyList<int>? Counts)
{
    public string Reason => Why switch
    {
        GridMissing.Prepared => "pas encore inscrite",
        GridMissing.NotAccepted => "le rattachement n’est pas encore accepté",
        GridMissing.WaitingForDelivery => "ses indicateurs arrivent dans un instant",
        _ => "elle a choisi de ne pas partager ses indicateurs",
    };
}
