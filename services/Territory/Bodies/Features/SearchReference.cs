using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>Finds official bodies by name, code or postal code, homonyms told apart by département and code.</summary>
public static class SearchReference
{
    /// <param name="PopulationSource">Which population it is, of which year and from whom, in French.</param>
    public sealed record Item(
        BodyKind Kind, string Code, string Name, string FullName, string Article, string Type, string? InseeCode, string? Siren,
        IReadOnlyList<string> Departements, string? Region, string? Epci, int? Population, int? PopulationVintage, string? PopulationSource,
        IReadOnlyList<string> PostalCodes, string? Note, string Source, int Vintage)
    {
        internal static Item Of(OfficialBody body) => new(
            body.Kind, body.Code, body.Name, body.FullName, body.Article, body.Type, body.InseeCode, body.Siren, body.Departements, body.Region,
            body.Epci, body.Population, body.PopulationVintage, OpeningDuty.Cite("population municipale", body.PopulationDataset), body.PostalCodes, body.Note, body.Source, body.Vintage);
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/reference/bodies", Handle)
        .ForAnyone("the official reference is open data, and the public request form searches it")
        .WithName(nameof(SearchReference))
        .WithSummary("Find official bodies by name, code or postal code");

    private static Ok<Response> Handle(string? q, BodyKind? kind, int? limit) =>
        TypedResults.Ok(new Response([.. OfficialReference.Current.Search(q, Asked.Size(limit, 20, 100), kind).Select(Item.Of)]));
}
