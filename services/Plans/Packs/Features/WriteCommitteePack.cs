using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Plans.RegularPoints;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Packs.Features;

/// <summary>
/// The deck of a steering committee, a subject a page: the plan since the last point, the territory of a parent as far as each body
/// shares, what blocks, what is to be decided.
/// </summary>
public static class WriteCommitteePack
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/documents/committee", Handle)
        .Needs(Right.Read)
        .WithName(nameof(WriteCommitteePack))
        .WithSummary("The steering committee's deck, as DOCX; of the territory too, for a parent");

    private static async Task<FileContentHttpResult> Handle(PlansDb db, NoteProgressReads reads, HttpContext http, CancellationToken ct)
    {
        var facts = await PackFacts.ReadAsync(db, ct);
        var brief = await PointBrief.OfAsync(db, facts.LastPoint, facts.Today, ct);
        var children = brief.Territory is null ? [] : await ChildProgress.ReadAsync(db, null, ct);
        if (db.Scope.PersonId is { } person)
        {
            reads.Note(db.Scope.TenantId, person, children.Where(c => c.IsShared).Select(c => c.BodyId));
        }

        var document = new WordDocument($"Comité de pilotage – données ouvertes {facts.De}")
            .Heading(1, "Comité de pilotage des données ouvertes")
            .Small($"{facts.Name} · séance du [date] · chiffres au {InWords.Date(facts.Today)}, changements depuis le {InWords.Date(brief.Since)}")
            .Heading(2, "L’essentiel en une page")
            .Table("L’essentiel", [3, 2], ["Ce qui est suivi", "Où nous en sommes"],
            [
                ["Actions faites", $"{FrenchName.Number(facts.ActionsDone)} sur {FrenchName.Number(facts.Actions)}"],
                ["En retard", FrenchName.Number(brief.Late.Count)],
                ["Bloquées", FrenchName.Number(brief.Blocked.Count)],
                .. MethodVersion.Current.Axes.Select((axis, i) => new[] { axis.Label, InWords.Level(facts.Levels[i]) }),
                .. brief.Territory is { } t ? new[] { new[] { "Collectivités rattachées", $"{FrenchName.Number(t.Joined)} sur {FrenchName.Number(t.Total)}" }, ["Avancement lisible", Pack.Shared(children.Count(c => c.IsShared), children.Count)] } : [],
            ])
            .Text("[Une phrase\u00A0: ce que le comité doit retenir.]");
        if (facts.Objectives.Any(o => o.Declared || o.Reached))
        {
            document.Heading(3, "Les objectifs").Objectives(facts);
        }

        document.Heading(2, "Fait depuis le dernier point", newPage: true);
        Actions(document, brief.Done, "Rien n’a été mené à son terme sur la période.");
        if (brief.Proofs.Count > 0)
        {
            document.Heading(3, "Preuves ajoutées").List(brief.Proofs.Items.Select(p => $"{p.Title} ({InWords.Of(p.Kind)})").Concat(More(brief.Proofs)));
        }

        document.Heading(2, "Ce qui bloque ou prend du retard");
        if (brief.Blocked.Count + brief.Late.Count == 0)
        {
            document.Text("Rien à signaler.");
        }
        else
        {
            document.Table("Actions bloquées ou en retard", [5, 2, 4], ["Action", "État", "Raison ou échéance"],
                brief.Blocked.Items.Select(a => new[] { a.Title, "Bloquée", a.Reason ?? "" }).Concat(brief.Late.Items.Select(a => new[] { a.Title, "En retard", $"Échéance\u00A0: {InWords.Date(a.EndsOn, "–")}" })));
        }

        if (children.Count > 0)
        {
            Territory(document, facts, children);
        }

        document.Heading(2, "Décisions attendues", newPage: true);
        var asked = facts.Asked.Lines().Concat(brief.ToDiscuss.Items.Select(a => $"{a.Title}\u00A0: à discuter avant de commencer")).ToList();
        document.List(asked.Count == 0 ? ["[Une décision par ligne, comme une question à laquelle on répond oui ou non.]"] : asked)
            .Heading(2, "Les trois prochains mois");
        Actions(document, brief.Next, "Aucune échéance dans les trois mois.");
        document.Heading(2, "Relevé de décisions").Lines(6)
            .Small("Ce que les collectivités ne partagent pas n’apparaît dans aucun total. Ce qui est entre crochets reste à écrire.");
        return Pack.File(http, document, "comite-de-pilotage", facts.Today);
    }

    /// <summary>What the bodies share, one by one, and totals over these alone: no figure can be worked out of one that shares nothing.</summary>
    private static void Territory(WordDocument document, PackFacts facts, List<ChildProgress> children)
    {
        var shared = children.Where(c => c.IsShared).ToList();
        document.Heading(2, "Le territoire", newPage: true)
            .Text($"Avancement lisible\u00A0: {Pack.Shared(shared.Count, children.Count)}. Les autres ne sont pas comptés à zéro\u00A0: ils n’apparaissent pas.");
        if (shared.Count > 0)
        {
            document.Table("Objectifs des collectivités qui partagent leur avancement", [5, 1, 1], ["Objectif", "Visé par", "Atteint par"],
                    PlanCodes.Objectives.Select(code => new[]
                    {
                        PackFacts.Named(code), $"{shared.Count(c => Codes.Has(c.DeclaredCodes!, code))} / {shared.Count}", $"{shared.Count(c => Codes.Has(c.ReachedCodes!, code))} / {shared.Count}",
                    }))
                .Heading(3, "Collectivité par collectivité")
                .Table("Avancement partagé par chaque collectivité", [4, 2, 2, 2], ["Collectivité", "Objectifs visés", "Objectifs atteints", "Actions faites"],
                    shared.Select(c => new[] { c.Name, $"{c.Declared}", $"{c.Reached}", $"{c.ActionsDone} sur {c.ActionsTotal}" }));
        }

        if (facts.Campaigns.Count > 0)
        {
            document.Heading(3, "Adoption des propositions")
                .Table("Réponses aux dernières propositions", [5, 1, 1, 1], ["Proposition", "Envoyée à", "Reprise par", "Déclinée par"],
                    facts.Campaigns.Select(c => new[] { c.Title, $"{c.Sent}", $"{c.Adopted}", $"{c.Declined}" }));
        }
    }

    private static void Actions(WordDocument document, Few<BriefAction> actions, string none)
    {
        if (actions.Count == 0)
        {
            document.Text(none);
            return;
        }

        document.List(actions.Items.Select(a => a.EndsOn is { } end ? $"{a.Title} ({InWords.Date(end)})" : a.Title).Concat(More(actions)));
    }

    private static IEnumerable<string> More<T>(Few<T> few) => few.Count > few.Items.Count ? [$"et {FrenchName.Count(few.Count - few.Items.Count, "autre", "autres")}"] : [];
}
