using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>Someone hands over to another member what they pilot here, and may leave.</summary>
internal sealed class HandOverModel(TerritoryClient territory) : BodyPage
{
    public Member? Member { get; private set; }

    public IReadOnlyList<FieldOption> Heirs { get; private set; } = [];

    [BindProperty]
    public HandOverInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid membershipId, CancellationToken ct)
    {
        await LoadAsync(membershipId, ct);
        return Member is null || !(May(Right.Administer) || Member.PersonId == Me.PersonId) ? NotThere() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid membershipId, CancellationToken ct)
    {
        await LoadAsync(membershipId, ct);
        if (Member is null)
        {
            return NotThere();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync($"bodies/{Body.Id}/members/{membershipId}/handover", new { Input.To, Input.Roles, Input.Leave }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(membershipId, ct), words: new Dictionary<string, string>
            {
                ["last-administrator"] = "Il ne resterait personne pour administrer la collectivité\u00A0: transmettez aussi les rôles, ou nommez d’abord une autre personne administratrice.",
            });
        }

        this.Say(Input.Leave ? $"{Member.Name} a passé le relais et n’a plus accès à l’espace." : $"{Member.Name} a passé le relais.");
        return Redirect(Input.Leave && Member.PersonId == Me.PersonId ? "/" : To("membres"));
    }

    private async Task LoadAsync(Guid membershipId, CancellationToken ct)
    {
        var members = (await territory.GetAsync<Paged<Member>>($"bodies/{Body.Id}/members?size=100", ct)).Items;
        Member = members.FirstOrDefault(m => m.MembershipId == membershipId && m is { IsMachine: false, OnBehalfOf: null });
        Heirs = [.. members.Where(m => m is { IsMachine: false, OnBehalfOf: null, IsActive: true } && m.PersonId != Member?.PersonId && !m.Roles.All(MemberRoles.FromOutside.Contains))
            .DistinctBy(m => m.PersonId).Select(m => new FieldOption(m.PersonId.ToString(), m.Name, m.RoleWords))];
    }

    public sealed class HandOverInput
    {
        [Display(Name = "Qui prend le relais"), Required(ErrorMessage = "Choisissez qui prend le relais.")]
        public Guid? To { get; set; }

        [Display(Name = "Transmettre aussi les rôles")]
        public bool Roles { get; set; }

        [Display(Name = "Quitter l’espace en même temps", Description = "L’accès prend fin tout de suite.")]
        public bool Leave { get; set; }
    }
}
