using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Territory;

/// <summary>Invites the first person of one or several communes: a name and an address each, those left empty stay for later.</summary>
internal sealed class InviteModel(TerritoryClient territory) : BodyPage
{
    private const int AtOnce = 25;

    /// <summary>The slug of the one commune to invite.</summary>
    [BindProperty(SupportsGet = true, Name = "commune")]
    public string? Only { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    public ChildTotals Totals { get; private set; } = new(0, 0, 0, 0);

    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice, peut inviter."));
        }

        var filter = Only is null ? $"size={AtOnce}" : $"q={Uri.EscapeDataString(Only.Split('-')[^1])}";
        var children = await territory.GetAsync<Children>(
            $"bodies/{Body.Id}/children?bodyState=Prepared&{filter}" + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);
        Totals = children.Totals;
        Next = children.Next;
        Rows = [.. children.Items.Where(child => child.CanBeInvited && (Only is null || child.Slug == Only))
            .Select(child => new Row { ChildId = child.BodyId, Commune = child.Name, Facts = child.Facts, Invited = child.Invitation, InvitedAt = child.InvitedAt })];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var filled = Rows.Select((row, at) => (row, at)).Where(line => line.row.IsFilled).ToList();
        if (filled.Count == 0)
        {
            ModelState.AddModelError("Rows[0].Name", "Remplissez le nom et l’adresse pour au moins une collectivité.");
        }

        foreach (var (row, at) in filled)
        {
            if (string.IsNullOrWhiteSpace(row.Name))
            {
                ModelState.AddModelError($"Rows[{at}].Name", $"{row.Commune}\u00A0: écrivez le nom de la personne à inviter.");
            }

            if (string.IsNullOrWhiteSpace(row.Email))
            {
                ModelState.AddModelError($"Rows[{at}].Email", $"{row.Commune}\u00A0: écrivez l’adresse de la personne à inviter.");
            }
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var sent = new List<Row>();
        foreach (var (row, at) in filled)
        {
            var answer = await territory.PostAsync($"bodies/{Body.Id}/children/{row.ChildId}/invitation", new { name = row.Name, email = row.Email }, ct);
            if (answer.Succeeded)
            {
                sent.Add(row);
            }
            else if (answer.Problem!.Status == 401 || (answer.Problem.Status >= 500 && sent.Count == 0))
            {
                answer.OrFail();
            }
            else
            {
                ModelState.AddModelError($"Rows[{at}].Email", $"{row.Commune}\u00A0: {Reason(answer.Problem)}");
            }
        }

        var told = sent.Count == 1 ? $"L’invitation est partie pour {sent[0].Commune}." : $"{French.Count(sent.Count, "invitation est partie", "invitations sont parties")}.";
        if (!ModelState.IsValid)
        {
            if (sent.Count > 0)
            {
                ModelState.AddModelError("", told + " Celles ci-dessous n’ont pas pu partir.");
                Keep([.. Rows.Except(sent)]);
            }

            Response.StatusCode = 400;
            return Page();
        }

        this.Say(told);
        return Redirect(To("territoire"));
    }

    private static string Reason(ServiceProblem problem) => problem switch
    {
        { Type: "already-joined" } => "elle vient de s’inscrire, ses propres administrateurs invitent désormais.",
        { Status: 404 } => "elle ne fait plus partie de votre territoire.",
        { Status: 400 } => "l’adresse n’est pas acceptée.",
        { Status: 429 } => "trop d’invitations en peu de temps, réessayez dans une minute.",
        { Status: 403 } => "votre rôle ne permet pas d’inviter.",
        _ => "le service ne répond pas, réessayez dans un instant.",
    };

    /// <summary>Rows are renumbered once some are gone: errors and values follow theirs.</summary>
    private void Keep(List<Row> rows)
    {
        var errors = rows.Select(row => ModelState[$"Rows[{Rows.IndexOf(row)}].Email"]?.Errors.FirstOrDefault()?.ErrorMessage).ToList();
        var told = ModelState[""]!.Errors[0].ErrorMessage;
        ModelState.Clear();
        Rows = rows;
        ModelState.AddModelError("", told);
        for (var at = 0; at < errors.Count; at++)
        {
            if (errors[at] is { } error)
            {
                ModelState.AddModelError($"Rows[{at}].Email", error);
            }
        }
    }

    /// <summary>One commune and the person to invite there.</summary>
    public sealed class Row
    {
        public Guid ChildId { get; set; }

        public string Commune { get; set; } = "";

        public string Facts { get; set; } = "";

        [Display(Name = "Nom de la personne"), StringLength(200, MinimumLength = 2)]
        public string? Name { get; set; }

        [Display(Name = "Adresse électronique"), EmailAddress, StringLength(254)]
        public string? Email { get; set; }

        public string? Invited { get; set; }

        public DateTime? InvitedAt { get; set; }

        public bool IsFilled => !string.IsNullOrWhiteSpace(Name) || !string.IsNullOrWhiteSpace(Email);
    }
}
