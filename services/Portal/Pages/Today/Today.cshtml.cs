using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Suggestions;

namespace OpenDataAnimation.Portal.Pages.Today;

/// <summary>What awaits me here, in order of consequence, ten lines at most, each with its act.</summary>
internal sealed class TodayModel(PlansClient plans, MethodStore methods, PortalDb db, TimeProvider clock) : BodyPage
{
    private const int Most = 10, PointDays = 14;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>How many lines there would be without the limit.</summary>
    public int All { get; private set; }

    /// <summary>The plan's service did not answer: what follows is not all.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>What could be done next; null when there is nothing to suggest, or no words for it.</summary>
    public SuggestionBlock? Suggestions { get; private set; }

    public bool HasTerritory { get; private set; }

    public string Greeting { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var asked = plans.TryGetAsync<Waiting>($"bodies/{Body.Id}/today", ct);
        var attachments = await AttachmentsAsync(ct);
        var waiting = await asked;
        IsPartial = waiting is null;
        HasTerritory = waiting?.Children is { Total: > 0 };
        List<Line> lines = [.. Answers(attachments), .. Plan(waiting ?? Waiting.None), .. Territory(waiting?.Children)];
        Suggestions = waiting is { Suggestions: { Count: > 0 } suggestions } ? new SuggestionBlock(this, suggestions, await methods.GetAsync(plans, ct)) : null;
        All = lines.Count;
        Lines = [.. lines.OrderBy(line => line.Rank).Take(Most)];
        Greeting = $"{char.ToUpperInvariant(French.LongDate(Today)[0])}{French.LongDate(Today)[1..]}. "
            + (Lines.Count == 0 ? "Rien ne vous attend." : $"{French.Count(All, "chose vous attend", "choses vous attendent")}.");
    }

    /// <summary>Attachments that wait for this body's word; read in the portal's own copy of Territory's facts.</summary>
    private async Task<IReadOnlyList<Pending>> AttachmentsAsync(CancellationToken ct)
    {
        var id = Body.Id;
        return await db.Attachments
            .Where(a => (a.ChildId == id && a.State == AttachmentState.ProposedByParent) || (a.ParentId == id && a.State == AttachmentState.ProposedByChild))
            .Join(db.Bodies, a => a.ChildId == id ? a.ParentId : a.ChildId, b => b.BodyId, (a, b) => new { a.AttachmentId, b.Name, b.Folded, IsOurs = a.ChildId == id })
            .OrderBy(p => p.Folded).Take(Most).Select(p => new Pending(p.AttachmentId, p.Name, p.IsOurs)).ToListAsync(ct);
    }

    private IEnumerable<Line> Answers(IReadOnlyList<Pending> pending) => pending.Select(item => item.IsOurs
        ? new Line(0, "link", $"{Words.Starts(item.Name, null)} vous propose un rattachement", "Vous choisissez ce que vous partagez. Comptez deux minutes.", To($"rattachements/{item.AttachmentId}"), May(Right.Administer) ? "Répondre" : "Voir", Tone.Warning)
        : new Line(0, "link", $"{Words.Starts(item.Name, null)} demande à rejoindre votre territoire", null, To($"rattachements/{item.AttachmentId}"), May(Right.Administer) ? "Répondre" : "Voir", Tone.Warning));

    private IEnumerable<Line> Plan(Waiting waiting)
    {
        foreach (var action in waiting.Actions)
        {
            yield return action.Late
                ? new Line(1, "clock", action.Title, $"En retard\u00A0: l’échéance était le {French.Date(action.EndsOn)}.{Mine(action)}", To($"actions/{action.Id}"), "Mettre à jour", Tone.Danger)
                : new Line(3, "calendar", action.Title, $"Échéance le {French.Date(action.EndsOn)}.{Mine(action)}", To($"actions/{action.Id}"), "Mettre à jour", Tone.Neutral);
        }

        foreach (var mention in waiting.Mentions ?? [])
        {
            yield return new Line(1, "chat", mention.Title, $"{(mention.By.Length > 0 ? mention.By : "Une personne partie")} vous cite dans un commentaire du {French.Date(Frame.DayOf(mention.At)!.Value)}.", To($"actions/{mention.ActionId}"), "Lire et répondre", Tone.Info);
        }

        if (waiting.Point is { } point && (point.Overdue || point.On <= Today.AddDays(PointDays)))
        {
            yield return point.Overdue
                ? new Line(1, "calendar", "Point avec l’élue ou l’élu", $"Il était prévu le {French.Date(point.On)}\u00A0: notez ce qui s’est dit, ou choisissez une autre date.", To($"points/{point.Id}"), "Ouvrir le point", Tone.Danger)
                : new Line(2, "calendar", "Point avec l’élue ou l’élu", $"Prévu {French.LongDate(point.On)}. La fiche d’une page est prête.", To($"points/{point.Id}"), "Ouvrir la fiche", Tone.Info);
        }

        foreach (var proposal in waiting.Proposals)
        {
            var from = proposal.From is { } parent ? $"Proposition {Words.De(parent.Name, null)}" : "Proposition";
            yield return new Line(proposal.RemindedAt is null ? 2 : 1, "mail", proposal.Title, from + (proposal.ExpiresOn is { } until ? $", réponse souhaitée avant le {French.Date(until)}." : ".") + (Frame.DayOf(proposal.RemindedAt) is { } reminded ? $" Rappelée le {French.Date(reminded)}." : ""), To($"propositions#p-{proposal.Id}"), May(Right.Edit) ? "Répondre" : "Voir", Tone.Info);
        }

        foreach (var answers in waiting.Answers)
        {
            yield return new Line(4, "chat", answers.Title, $"{French.Count(answers.NewAnswers, "réponse reçue", "réponses reçues")} ces sept derniers jours.", To($"campagnes/{answers.CampaignId}"), "Lire les réponses", Tone.Success);
        }
    }

    private IEnumerable<Line> Territory(ChildCounts? children)
    {
        if (children is { NotJoined: > 0 })
        {
            yield return new Line(5, "people", French.Count(children.NotJoined, "collectivité n’est pas encore rattachée", "collectivités ne sont pas encore rattachées"),
                $"{French.Number(children.Joined)} sur {French.Number(children.Total)} {French.Plural(children.Joined, "l’est", "le sont")}. Invitez les autres, ou relancez-les.", To("territoire"), "Voir lesquelles", Tone.Neutral);
        }
        else if (children is null && Body.IsParent && May(Right.Edit) && !IsPartial)
        {
            yield return new Line(0, "territory", "Installez votre territoire", "Vos communes apparaissent à partir du périmètre officiel. Comptez cinq minutes.", To("territoire/installer"), "Commencer", Tone.Accent);
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Frame.TimeZone).DateTime);

    private static string Mine(DueAction action) => action.Mine ? " Vous la pilotez." : "";

    internal sealed record Line(int Rank, string Icon, string What, string? Why, string Href, string Act, Tone Tone);

    private sealed record Pending(Guid AttachmentId, string Name, bool IsOurs);
}

internal sealed record Waiting(
    IReadOnlyList<WaitingProposal> Proposals, IReadOnlyList<DueAction> Actions, IReadOnlyList<CampaignAnswers> Answers, ChildCounts? Children,
    IReadOnlyList<Mention>? Mentions = null, NextPoint? Point = null, IReadOnlyList<SuggestionView>? Suggestions = null)
{
    public static Waiting None { get; } = new([], [], [], null);
}

/// <summary>A comment that names the reader, who has not answered yet.</summary>
internal sealed record Mention(Guid ActionId, string Title, string By, DateTime At);

internal sealed record NextPoint(Guid Id, DateOnly On, bool Overdue);

internal sealed record WaitingProposal(Guid Id, string Title, OtherBody? From, DateOnly? ExpiresOn, DateTime? RemindedAt = null);

internal sealed record OtherBody(Guid BodyId, string Name, string Slug);

internal sealed record DueAction(Guid Id, string Title, DateOnly EndsOn, bool Late, bool Mine);

internal sealed record CampaignAnswers(Guid CampaignId, string Title, int NewAnswers);

internal sealed record ChildCounts(int Total, int Joined, int NotJoined);
