using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>A body without staff gives a named person of a parent a dated role in its own space.</summary>
internal sealed class DelegateModel(TerritoryClient territory) : BodyPage
{
    public IReadOnlyList<FieldOption> Parents { get; private set; } = [];

    public static IReadOnlyList<FieldOption> RoleOptions { get; } =
        [.. new[] { Role.ProjectLead, Role.Contributor, Role.Reader }.Select(role => new FieldOption(role.ToString(), Words.Of(role), Words.What(role)))];

    [BindProperty]
    public DelegateInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut confier un rôle."));
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync($"bodies/{Body.Id}/delegations", new
        {
            parentId = Input.ParentId,
            email = Input.Email,
            roles = new[] { Input.Role!.Value },
            until = Input.Until!.Value.ToDateTime(new TimeOnly(22, 0), DateTimeKind.Utc),
        }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["roles"] = "Input.Role" }, new Dictionary<string, string>
            {
                ["already-there@Input.Email"] = "Cette personne agit déjà pour votre collectivité\u00A0: modifiez son rôle dans la liste des membres.",
            });
        }

        this.Say("Le rôle est confié. Tout ce que cette personne écrira sera signé «\u00A0au nom de\u00A0» votre collectivité.");
        return Redirect(To("membres"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var attachments = await territory.GetAsync<Attachments>($"bodies/{Body.Id}/attachments", ct);
        Parents = [.. attachments.Items.Where(a => a.Side == "Child" && a.State == AttachmentState.Accepted).Select(a => new FieldOption(a.OtherId.ToString(), a.OtherName))];
    }

    public sealed class DelegateInput
    {
        [Display(Name = "Structure"), Required]
        public Guid? ParentId { get; set; }

        [Display(Name = "Adresse électronique de la personne"), Required, EmailAddress, StringLength(254)]
        public string Email { get; set; } = "";

        [Display(Name = "Rôle"), Required]
        public Role? Role { get; set; }

        [Display(Name = "Jusqu’au"), Required]
        public DateOnly? Until { get; set; }
    }
}
