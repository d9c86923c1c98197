using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Territory;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>One attachment: answer it choosing what is shared, change what is shared, end it.</summary>
internal sealed class AttachmentModel(TerritoryClient territory) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["attachment-decided"] = "Cette proposition a déjà reçu une réponse, ou le rattachement a pris fin entre-temps. Voici où il en est.",
    };

    public AttachmentItem? Item { get; private set; }

    [BindProperty]
    public PolicyInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid attachmentId, CancellationToken ct)
    {
        await LoadAsync(attachmentId, ct);
        if (Item is null)
        {
            return NotThere();
        }

        // On a first answer: the progress of the plan, nothing else (the default of product.md).
        var policy = Item.AwaitsUs || Item.Policy is null ? new SharedLevels(ShareLevel.ProgressOnly, ShareLevel.Nothing, ShareLevel.Nothing, ShareLevel.Nothing) : Item.Policy;
        Input = new PolicyInput { Plan = policy.Plan, Indicators = policy.Indicators, Contacts = policy.Contacts, Events = policy.Events, Version = Item.PolicyVersion };
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid attachmentId, CancellationToken ct) =>
        ModelState.IsValid
            ? await AfterAsync(attachmentId, await territory.PostAsync(Path(attachmentId, "acceptance"), Input.AsLevels(), ct), "Rattachement accepté. Vous pouvez changer ce que vous partagez à tout moment.", ct)
            : await AgainAsync(attachmentId, ct);

    public async Task<IActionResult> OnPostRefuseAsync(Guid attachmentId, CancellationToken ct)
    {
        ModelState.Clear();
        return await AfterAsync(attachmentId, await territory.PostAsync(Path(attachmentId, "refusal"), null, ct), "Rattachement refusé. Rien n’a été partagé.", ct);
    }

    public async Task<IActionResult> OnPostShareAsync(Guid attachmentId, CancellationToken ct) =>
        ModelState.IsValid
            ? await AfterAsync(attachmentId, await territory.PutAsync(Path(attachmentId, "policy"), Input.AsLevels(), Input.Version, ct), "Partage enregistré. Il s’applique tout de suite.", ct)
            : await AgainAsync(attachmentId, ct);

    public async Task<IActionResult> OnPostEndAsync(Guid attachmentId, CancellationToken ct)
    {
        ModelState.Clear();
        return await AfterAsync(attachmentId, await territory.PostAsync(Path(attachmentId, "end"), null, ct), "Le rattachement a pris fin\u00A0: plus rien n’est partagé. Votre plan et vos données restent les vôtres.", ct);
    }

    private string Path(Guid attachmentId, string act) => $"bodies/{Body.Id}/attachments/{attachmentId}/{act}";

    private async Task<IActionResult> AfterAsync(Guid attachmentId, Answer answer, string told, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(attachmentId, ct), words: Refusals);
        }

        this.Say(told);
        return Redirect(To("rattachements"));
    }

    private async Task<IActionResult> AgainAsync(Guid attachmentId, CancellationToken ct)
    {
        await LoadAsync(attachmentId, ct);
        Response.StatusCode = 400;
        return Item is null ? NotThere() : Page();
    }

    private async Task LoadAsync(Guid attachmentId, CancellationToken ct) =>
        Item = (await territory.GetAsync<Attachments>($"bodies/{Body.Id}/attachments", ct)).Items.FirstOrDefault(item => item.AttachmentId == attachmentId);

    public sealed class PolicyInput
    {
        [Display(Name = "Le plan d’action"), Required]
        public ShareLevel? Plan { get; set; } = ShareLevel.ProgressOnly;

        [Display(Name = "Les indicateurs"), Required]
        public ShareLevel? Indicators { get; set; } = ShareLevel.Nothing;

        [Display(Name = "Les contacts"), Required]
        public ShareLevel? Contacts { get; set; } = ShareLevel.Nothing;

        [Display(Name = "Les événements"), Required]
        public ShareLevel? Events { get; set; } = ShareLevel.Nothing;

        public int? Version { get; set; }

        internal object AsLevels() => new { plan = Plan, indicators = Indicators, contacts = Contacts, events = Events };
    }
}
