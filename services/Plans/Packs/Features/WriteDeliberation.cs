using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Packs.Features;

/// <summary>A draft deliberation, to be completed and read again by who prepares the council.</summary>
public static class WriteDeliberation
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/documents/deliberation", Handle)
        .Needs(Right.Read)
        .WithName(nameof(WriteDeliberation))
        .WithSummary("A draft deliberation, as DOCX");

    private static async Task<FileContentHttpResult> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var facts = await PackFacts.ReadAsync(db, ct);
        return Pack.File(http, Document(facts), "projet-de-deliberation", facts.Today);
    }

    private static WordDocument Document(PackFacts facts)
    {
        var strategy = facts.Strategy;
        var document = new WordDocument($"Projet de délibération – données ouvertes {facts.De}")
            .Heading(1, "Projet de délibération")
            .Small($"{facts.Name} · [assemblée] · séance du [date de la séance] · numéro [numéro]")
            .Heading(2, "Objet")
            .Text($"Engagement {facts.De} dans l’ouverture de ses données publiques.")
            .Heading(2, "Ce sur quoi la décision s’appuie")
            .List([
                "Le code général des collectivités territoriales, notamment [articles propres à votre assemblée]\u00A0;",
                "le code des relations entre le public et l’administration, notamment ses articles L. 312-1-1 et L. 321-1 et suivants\u00A0;",
                "la loi n°\u00A02016-1321 du 7\u00A0octobre 2016 pour une République numérique\u00A0;",
                .. strategy?.StrategyOfParent(facts.StrategyParent) is { } taken ? new[] { taken } : [],
            ])
            .Heading(2, "Considérant")
            .Text(strategy?.Intentions ?? "[Pourquoi la collectivité s’engage, en deux ou trois phrases.]")
            .Text(strategy?.Ambitions ?? "[Ce qu’elle en attend.]")
            .Heading(2, "Après en avoir délibéré, l’assemblée")
            .Text($"Article 1. Approuve {(strategy is null ? "la démarche d’ouverture des données publiques présentée en séance" : $"la stratégie «\u00A0{strategy.Title}\u00A0»{(strategy.FromYear is { } from && strategy.ToYear is { } to ? $" pour les années {from} à {to}" : "")}")}.")
            .Text($"Article 2. Désigne {facts.Elected ?? "[nom de l’élue ou de l’élu]"} comme élue ou élu référent, et confie le pilotage à {facts.Lead ?? "[nom, fonction]"}.")
            .Text("Article 3. Décide de publier sous Licence Ouverte, sauf choix contraire et motivé pour un jeu de données, ce que la collectivité détient et que rien n’interdit de diffuser, après vérification de l’absence de données personnelles.");
        var aims = facts.Objectives.Where(o => o.Declared).ToList();
        if (aims.Count > 0)
        {
            document.Text("Article 4. Retient les objectifs suivants\u00A0:").List(aims.Select(o => facts.NameOf(o.Code)));
        }
        else
        {
            document.Text("Article 4. Retient pour commencer les jeux de données suivants\u00A0: [liste].");
        }

        return document
            .Text("Article 5. Demande qu’un bilan lui soit présenté une fois par an.")
            .Text("Article 6. Autorise [fonction] à signer les actes nécessaires à l’exécution de la présente délibération.")
            .Heading(2, "Vote et signature")
            .Table("Résultat du vote", [1, 1, 1], ["Pour", "Contre", "Abstentions"], [["[nombre]", "[nombre]", "[nombre]"]])
            .Text("Fait à [lieu], le [date]. [Qualité, nom et signature]")
            .Small($"Projet préparé le {InWords.Date(facts.Today)}, à relire par le secrétariat de l’assemblée. Ce qui est entre crochets reste à écrire.");
    }

    private static string? StrategyOfParent(this Strategy.BodyStrategy strategy, string? parent) =>
        strategy.Origin == Strategy.StrategyOrigin.Parent && parent is not null ? $"la stratégie de {parent}, à laquelle la collectivité se rattache." : null;
}
