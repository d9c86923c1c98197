using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>Who works in the body, as what; who was invited.</summary>
internal sealed class MembersModel(TerritoryClient territory) : BodyPage
{
    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyList<Invited> Invitations { get; private set; } = [];

    [BindProperty]
    public InviteInput Input { get; set; } = new();

    public static IReadOnlyList<FieldOption> RoleOptions { get; } =
        [.. MemberRoles.All.Concat(MemberRoles.FromOutside).Select(role => new FieldOption(role.ToString(), Words.Of(role), Words.What(role)))];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        if (Input.Roles.Count == 0)
        {
            ModelState.AddModelError("Input.Roles", "Choisissez au moins un rôle.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync($"bodies/{Body.Id}/invitations", new
        {
            name = Input.Name,
            email = Input.Email,
            roles = Input.Roles,
            from = MemberRoles.StartOf(Input.From),
            until = MemberRoles.EndOf(Input.Until),
            about = Input.About,
        }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say($"L’invitation est partie à {Input.Email}. Le lien est valable 14\u00A0jours.");
        return Redirect(To("membres"));
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid invitationId, CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await territory.DeleteAsync($"bodies/{Body.Id}/invitations/{invitationId}", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["invitation-closed"] = "Cette invitation a déjà reçu une réponse\u00A0: elle ne peut plus être annulée.",
            });
        }

        this.Say("Invitation annulée\u00A0: son lien ne fonctionne plus.");
        return Redirect(To("membres"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var members = territory.GetAsync<Paged<Member>>($"bodies/{Body.Id}/members?size=100", ct);
        var invitations = May(Right.Administer)
            ? territory.GetAsync<Paged<Invited>>($"bodies/{Body.Id}/invitations?pending=true&size=100", ct)
            : Task.FromResult(new Paged<Invited>([], null));
        await Task.WhenAll(members, invitations);
        Members = (await members).Items;
        Invitations = (await invitations).Items;
    }

    public sealed class InviteInput
    {
        [Display(Name = "Nom de la personne"), Required, StringLength(200, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Display(Name = "Adresse électronique"), Required, EmailAddress, StringLength(254)]
        public string Email { get; set; } = "";

        [Display(Name = "Rôles")]
        public List<Role> Roles { get; set; } = [];

        [Display(Name = "À partir du", Description = "Laissez vide pour tout de suite.")]
        public DateOnly? From { get; set; }

        [Display(Name = "Jusqu’au", Description = "Demandé pour un rôle de l’extérieur, facultatif sinon.")]
        public DateOnly? Until { get; set; }

        [Display(Name = "Pour quoi", Description = "Demandé pour un rôle de l’extérieur\u00A0: le concours, la demande ou le contrat."), StringLength(200)]
        public string? About { get; set; }
    }
}

/// <summary>Roles that are given by invitation.</summary>
internal static class MemberRoles
{
    public static IReadOnlyList<Role> All { get; } = [Role.Administrator, Role.ProjectLead, Role.Contributor, Role.Elected, Role.Reader];

    /// <summary>People from outside, for one thing and a time: their role opens none of the body's pages.</summary>
    public static IReadOnlyList<Role> FromOutside { get; } = [Role.DspContact, Role.JuryMember, Role.Expert];

    /// <summary>A day begins and ends at midnight in France; in UTC that is the evening before, whatever the season.</summary>
    public static DateTime? StartOf(DateOnly? day) => day?.AddDays(-1).ToDateTime(new TimeOnly(23, 0), DateTimeKind.Utc);

    public static DateTime? EndOf(DateOnly? day) => day?.ToDateTime(new TimeOnly(22, 0), DateTimeKind.Utc);
}

internal sealed record Paged<T>(IReadOnlyList<T> Items, string? Next);

internal sealed record Member(
    Guid MembershipId, int Version, Guid PersonId, string Name, string? Email, IReadOnlyList<Role> Roles, DateTime From, DateTime? Until,
    bool IsActive, bool IsMachine, Guid? OnBehalfOf, string? OnBehalfOfName, string? About)
{
    public string RoleWords => string.Join(", ", Roles.Select(Words.Of));
}

internal sealed record Invited(Guid InvitationId, string Name, string Email, IReadOnlyList<Role> Roles, string InviterName, string State, DateTime CreatedAt, DateTime ExpiresAt);
