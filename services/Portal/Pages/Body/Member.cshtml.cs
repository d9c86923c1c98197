using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>One member: roles, until when; removed, or leaving.</summary>
internal sealed class MemberModel(TerritoryClient territory) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["last-administrator"] = "Il ne resterait personne pour administrer la collectivité\u00A0: nommez d’abord une autre personne administratrice.",
    };

    public Member? Member { get; private set; }

    [BindProperty]
    public ChangeInput Input { get; set; } = new();

    public bool IsMe => Member?.PersonId == Me.PersonId;

    public async Task<IActionResult> OnGetAsync(Guid membershipId, CancellationToken ct)
    {
        await LoadAsync(membershipId, ct);
        if (Member is null || !(May(Right.Administer) || IsMe))
        {
            return NotThere();
        }

        Input = new ChangeInput { Roles = [.. Member.Roles], Until = Member.Until is { } until ? DateOnly.FromDateTime(until) : null, About = Member.About, Version = Member.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid membershipId, CancellationToken ct)
    {
        if (Input.Roles.Count == 0)
        {
            ModelState.AddModelError("Input.Roles", "Choisissez au moins un rôle.");
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(membershipId, ct);
        }

        var answer = await territory.PutAsync($"bodies/{Body.Id}/members/{membershipId}",
            new { roles = Input.Roles, until = MemberRoles.EndOf(Input.Until), about = Input.About }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(membershipId, ct), words: Refusals);
        }

        this.Say("Rôles enregistrés.");
        return Redirect(To("membres"));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid membershipId, CancellationToken ct)
    {
        ModelState.Clear();
        await LoadAsync(membershipId, ct);
        var leaving = IsMe;
        var answer = await territory.DeleteAsync($"bodies/{Body.Id}/members/{membershipId}", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(membershipId, ct), words: Refusals);
        }

        this.Say(leaving ? $"Vous avez quitté l’espace {Body.De}." : "Cette personne n’a plus accès à l’espace.");
        return Redirect(leaving ? "/" : To("membres"));
    }

    private async Task<IActionResult> AgainAsync(Guid membershipId, CancellationToken ct)
    {
        await LoadAsync(membershipId, ct);
        Response.StatusCode = 400;
        return Member is null ? NotThere() : Page();
    }

    private async Task LoadAsync(Guid membershipId, CancellationToken ct)
    {
        var members = await territory.GetAsync<Paged<Member>>($"bodies/{Body.Id}/members?size=100", ct);
        Member = members.Items.FirstOrDefault(member => member.MembershipId == membershipId);
    }

    public sealed class ChangeInput
    {
        [Display(Name = "Rôles")]
        public List<Role> Roles { get; set; } = [];

        [Display(Name = "Jusqu’au", Description = "Laissez vide pour un rôle sans limite.")]
        public DateOnly? Until { get; set; }

        [Display(Name = "Pour quoi", Description = "Demandé pour un rôle de l’extérieur\u00A0: le concours, la demande ou le contrat."), StringLength(200)]
        public string? About { get; set; }

        public int Version { get; set; }
    }
}
