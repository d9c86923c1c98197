using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Packs.Features;

/// <summary>Results on one page: figures, objectives reached, and what proves it.</summary>
public static class WriteResults
{
    private const int Shown = 12;

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/documents/results", Handle)
        .Needs(Right.Read)
        .WithName(nameof(WriteResults))
        .WithSummary("Results on one page, as DOCX");

    private static async Task<FileContentHttpResult> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var facts = await PackFacts.ReadAsync(db, ct);
        // Figures and reuses speak to more people than minutes do.
        var proofs = await db.Evidence.Where(e => e.Kind != EvidenceKind.Attachment)
            .OrderByDescending(e => e.Kind == EvidenceKind.Figure || e.Kind == EvidenceKind.Reuse).ThenByDescending(e => e.On).ThenBy(e => e.Id).Take(Shown)
            .Select(e => new { e.Kind, e.Title, e.On, e.Url, Action = db.Actions.Where(a => a.Id == e.ActionId).Select(a => a.Title).FirstOrDefault() }).ToListAsync(ct);
        var reached = facts.Objectives.Where(o => o.Reached).ToList();
        var document = new WordDocument($"Résultats – données ouvertes {facts.De}")
            .Heading(1, $"Ce que les données ouvertes ont apporté {InWords.Typeset(FrenchName.A(facts.Name, facts.Article))}")
            .Small($"{facts.Name} · au {InWords.Date(facts.Today)}")
            .Heading(2, "En chiffres")
            .Table("Chiffres du plan", [3, 1], ["Ce qui est compté", "Nombre"],
            [
                ["Actions menées à leur terme", $"{FrenchName.Number(facts.ActionsDone)} sur {FrenchName.Number(facts.Actions)}"],
                ["Objectifs atteints", $"{reached.Count(o => PlanCodes.IsObjective(o.Code))} sur 9"],
                ["Preuves versées", FrenchName.Number(facts.Proofs)],
            ])
            .Heading(2, "Ce qui est atteint");
        if (reached.Count == 0)
        {
            document.Text("[Aucun objectif n’est encore évalué comme atteint\u00A0: dites plutôt ici ce qui a avancé.]");
        }
        else
        {
            document.List(reached.Select(o => $"{facts.NameOf(o.Code)}{(o.Justification is { } why ? $"\u00A0: {why}" : "")}"));
        }

        document.Heading(2, "Ce qui le montre");
        if (proofs.Count == 0)
        {
            document.Text("[Ajoutez vos premières preuves sur les pages des actions, ou écrivez-les ici.]");
        }
        else
        {
            document.Table("Preuves, les plus parlantes d’abord", [5, 2, 4], ["Preuve", "Nature et date", "Action"],
                proofs.Select(p => new[] { p.Url is null ? p.Title : $"{p.Title} ({p.Url})", $"{InWords.Of(p.Kind)}{(p.On is { } on ? $", {InWords.Date(on)}" : "")}", p.Action ?? "" }));
        }

        document.Heading(2, "Une histoire")
            .Text("[Cinq lignes\u00A0: une personne, ce qu’elle cherchait, ce que la donnée lui a permis. C’est ce que l’on retient.]")
            .Small($"Source\u00A0: plan d’action {facts.De}, au {InWords.Date(facts.Today)}.");
        return Pack.File(http, document, "resultats", facts.Today);
    }
}
