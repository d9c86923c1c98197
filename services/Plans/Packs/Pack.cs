using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Plans.Packs;

/// <summary>What the documents have in common.</summary>
internal static class Pack
{
    /// <summary>To be saved and worked on; nothing of it is kept by browsers or proxies on the way.</summary>
    public static FileContentHttpResult File(HttpContext http, WordDocument document, string name, DateOnly day)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(document.Write(), WordDocument.MediaType, $"{name}-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.docx");
    }

    /// <summary>The nine objectives and the body's own: which are aimed at, which are reached, on what ground.</summary>
    public static WordDocument Objectives(this WordDocument document, PackFacts facts) => document.Table(
        $"Les objectifs visés {facts.De}", [5, 2, 2], ["Objectif", "Échéance visée", "Où il en est"],
        facts.Objectives.Where(o => o.Declared || o.Reached).Select(o => new[]
        {
            facts.NameOf(o.Code), InWords.Date(o.TargetOn, "–"), o.Reached ? $"Atteint{(o.EvaluatedOn is { } on ? $", le {InWords.Date(on)}" : "")}" : "Visé",
        }));

    /// <summary>How many of those that could be read, and how many there are.</summary>
    public static string Shared(int shared, int total) => $"{FrenchName.Number(shared)} {(shared < 2 ? "partagé" : "partagés")} / {FrenchName.Number(total)}";

    public static string Euros(decimal amount) => $"{FrenchName.Number((long)Math.Round(amount))}\u00A0€";

    public static string Days(decimal days) => FrenchName.Count((long)Math.Round(days), "jour", "jours");
}
