using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Acteurs;

/// <summary>Adds a contact, or shows and changes one.</summary>
internal sealed class EditModel(StakeholdersClient stakeholders, TimeProvider clock) : BodyPage
{
    public sealed class Form
    {
        [Display(Name = "Nom"), Required, StringLength(200, MinimumLength = 2)]
        public string? Name { get; set; }

        [Display(Name = "Public"), Required]
        public string? Audience { get; set; }

        [Display(Name = "Organisme"), StringLength(200)]
        public string? Organisation { get; set; }

        [Display(Name = "Fonction"), StringLength(200)]
        public string? Function { get; set; }

        [Display(Name = "Adresse électronique"), DataType(DataType.EmailAddress), EmailAddress, StringLength(254)]
        public string? Email { get; set; }

        [Display(Name = "Téléphone"), DataType(DataType.PhoneNumber), StringLength(32)]
        public string? Phone { get; set; }

        [Display(Name = "Pourquoi gardez-vous ces coordonnées\u00A0?"), Required]
        public string? LegalBasis { get; set; } = "PublicTask";

        [Display(Name = "D’où viennent-elles\u00A0?"), StringLength(200)]
        public string? Source { get; set; }

        [Display(Name = "À garder jusqu’au")]
        public DateOnly? RetainUntil { get; set; }

        [Display(Name = "Notes"), DataType(DataType.MultilineText), StringLength(2000)]
        public string? Notes { get; set; }

        public int Version { get; set; }
    }

    public static IReadOnlyList<FieldOption> LegalBases { get; } =
    [
        new("PublicTask", "Mission de service public", "La personne est jointe pour la démarche de la collectivité."),
        new("Consent", "Accord de la personne", "Elle a accepté d’être contactée."),
        new("Contract", "Contrat ou convention", "Par exemple une délégation de service public."),
    ];

    public Guid? ContactId => RouteData.Values["contactId"] is string id ? Guid.Parse(id) : null;

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (ContactId is { } id)
        {
            Input = await stakeholders.GetAsync<Form>($"bodies/{Body.Id}/contacts/{id}", ct);
        }
        else if (!May(Right.Edit))
        {
            return NotThere();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = ContactId is { } id
            ? await stakeholders.PutAsync($"bodies/{Body.Id}/contacts/{id}", Input, Input.Version, ct)
            : await stakeholders.PostAsync($"bodies/{Body.Id}/contacts", Input, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say(ContactId is null ? $"{Input.Name} est dans votre carnet." : "Contact enregistré.");
        return Redirect(To("acteurs"));
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var kept = (await stakeholders.PostAsync($"bodies/{Body.Id}/contacts/{ContactId}/export", null, ct)).OrFail().Read<ContactSheet.Kept>();
        Response.Headers.CacheControl = "no-store";
        return File(ContactSheet.Write(kept, clock.GetUtcNow().UtcDateTime, Frame), "text/plain; charset=utf-8", "vos-donnees.txt");
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken ct)
    {
        (await stakeholders.PostAsync($"bodies/{Body.Id}/contacts/{ContactId}/erasure", null, ct)).OrFail();
        this.Say("La fiche est effacée pour de bon. Le journal garde la date, sans le nom.");
        return Redirect(To("acteurs"));
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        (await stakeholders.DeleteAsync($"bodies/{Body.Id}/contacts/{ContactId}", null, ct)).OrFail();
        this.Say("Contact retiré du carnet. Vous pouvez le rétablir pendant 30 jours.");
        return Redirect(To($"acteurs/{ContactId}/retire"));
    }
}
