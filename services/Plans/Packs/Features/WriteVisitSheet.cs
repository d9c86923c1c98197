using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Oversight;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Packs.Features;

/// <summary>One child for a visit: what it is, what it shares, what it answered, and room to write.</summary>
public static class WriteVisitSheet
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/documents/visits/{childId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(WriteVisitSheet))
        .WithSummary("The sheet of a child for a visit, as DOCX");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(Guid childId, PlansDb db, NoteProgressReads reads, HttpContext http, CancellationToken ct)
    {
        if ((await ChildProgress.ReadAsync(db, childId, ct)).FirstOrDefault() is not { } child)
        {
            return Problems.NotFound("child");
        }

        var proposals = await (
            from r in db.Recipients
            where r.ChildId == childId
            join c in db.Campaigns on r.CampaignId equals c.Id
            orderby c.CreatedAt descending
            select new { c.Title, r.Status, r.Reason, r.AnsweredAt, c.ExpiresOn }).Take(15).ToListAsync(ct);
        if (child.IsShared && db.Scope.PersonId is { } person)
        {
            reads.Note(db.Scope.TenantId, person, [childId]);
        }

        var de = InWords.Typeset(FrenchName.De(child.Name, child.Article));
        var document = new WordDocument($"Visite {de}")
            .Heading(1, $"Fiche de visite {de}")
            .Small($"Préparée le {InWords.Date(db.Today)} · visite du [date] · avec [personnes rencontrées]")
            .Heading(2, "Repères")
            .List(new[]
            {
                child.InseeCode is { } insee ? $"Code Insee\u00A0: {insee}" : child.Siren is { } siren ? $"SIREN\u00A0: {siren}" : null,
                child.Population is { } people ? $"Population officielle\u00A0: {FrenchName.Count(people, "habitant", "habitants")}" : null,
                child.State == AttachmentState.Accepted ? "Rattachée à notre structure" : "N’a pas encore accepté le rattachement",
                child is { Kind: BodyKind.Commune, Population: { } size } ? size < 3500 ? "Obligation de publier\u00A0: non concernée (moins de 3\u202F500 habitants)" : "Obligation de publier\u00A0: à vérifier, selon qu’elle compte 50 agents en équivalent temps plein ou non" : null,
            }.OfType<string>())
            .Heading(2, "Où elle en est");
        if (child.IsShared)
        {
            document.Table("Avancement que la collectivité partage avec nous", [3, 2], ["Ce qui est partagé", "Valeur"],
            [
                ["Objectifs visés", $"{child.Declared} sur 9"],
                ["Objectifs atteints", $"{child.Reached} sur 9"],
                ["Actions faites", $"{child.ActionsDone} sur {child.ActionsTotal}"],
                .. Method.MethodVersion.Current.Axes.Select((axis, i) => new[] { axis.Label, InWords.Level(new[] { child.Level1, child.Level2, child.Level3 }[i] ?? 0) }),
                ["Dernière activité", DateOnly.TryParseExact(child.LastMonth + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? InWords.Date(month)[(InWords.Date(month).IndexOf('\u00A0', StringComparison.Ordinal) + 1)..] : "aucune"],
            ]);
            var aimed = PlanCodes.Objectives.Where(c => Codes.Has(child.DeclaredCodes!, c) || Codes.Has(child.ReachedCodes!, c)).ToList();
            if (aimed.Count > 0)
            {
                document.List(aimed.Select(c => $"{PackFacts.Named(c)}\u00A0: {(Codes.Has(child.ReachedCodes!, c) ? "atteint" : "visé")}"));
            }
        }
        else
        {
            document.Text("Non partagé. Cela ne dit rien de ce qu’elle fait\u00A0: posez-lui la question.");
        }

        document.Heading(2, "Nos propositions");
        if (proposals.Count == 0)
        {
            document.Text("Aucune proposition ne lui a encore été envoyée.");
        }
        else
        {
            document.Table("Propositions envoyées et réponses", [5, 2, 4], ["Proposition", "Réponse", "Précision"],
                proposals.Select(p => new[] { p.Title, Word(p.Status), p.Reason ?? (p.AnsweredAt is { } at ? $"le {InWords.Date(PlansDb.DayOf(at))}" : p.ExpiresOn is { } until ? $"réponse souhaitée avant le {InWords.Date(until)}" : "") }));
        }

        document.Heading(2, "À demander").List(["Ce qui prend le plus de temps aujourd’hui.", "La donnée que l’on vous demande le plus souvent.", "Ce que nous pouvons prendre à notre charge."])
            .Heading(2, "Notes de la visite").Lines(8)
            .Heading(2, "Suites convenues")
            .Table("Suites convenues", [5, 2, 2], ["Quoi", "Qui", "Pour quand"], [["", "", ""], ["", "", ""], ["", "", ""]]);
        return Pack.File(http, document, $"visite-{Folding.Fold(child.Name).Replace(' ', '-')}", db.Today);
    }

    private static string Word(ProposalStatus status) => status switch
    {
        ProposalStatus.WaitingForAccession => "attend son adhésion",
        ProposalStatus.Sent => "pas encore lue",
        ProposalStatus.Seen => "lue",
        ProposalStatus.Accepted => "acceptée",
        ProposalStatus.Adapted => "adaptée",
        ProposalStatus.Declined => "déclinée",
        ProposalStatus.AlreadyDone => "déjà fait",
        ProposalStatus.Expired => "expirée",
        _ => "retirée",
    };
}
