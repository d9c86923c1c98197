using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Echanges;

/// <summary>Opens a topic.</summary>
internal sealed class NewModel(PeerExchangeClient exchange) : BodyPage
{
    public sealed class Form
    {
        /// <summary>Chosen when the form is shown, so that it opens one topic however often it is sent.</summary>
        public Guid Id { get; set; }

        [Display(Name = "À qui vous adressez-vous\u00A0?"), Required]
        public Guid? SpaceId { get; set; }

        [Display(Name = "De quoi s’agit-il\u00A0?"), Required]
        public string? Kind { get; set; }

        [Display(Name = "Titre"), Required, StringLength(150, MinimumLength = 5)]
        public string? Title { get; set; }

        [Display(Name = "Votre message"), Required, DataType(DataType.MultilineText), StringLength(8000, MinimumLength = 2)]
        public string? Text { get; set; }

        [Display(Name = "Écrire au nom de la collectivité plutôt qu’en mon nom")]
        public bool AsBody { get; set; }
    }

    private sealed record SpaceList(IReadOnlyList<ShownSpace> Items);

    public IReadOnlyList<FieldOption> Spaces { get; private set; } = [];

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Contribute))
        {
            return NotThere();
        }

        await LoadAsync(ct);
        Input = new Form { Id = Guid.CreateVersion7(), SpaceId = Spaces.Count > 0 ? Guid.Parse(Spaces[0].Value) : null };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await exchange.PostAsync($"bodies/{Body.Id}/topics", new { Input.Id, Input.SpaceId, Input.Kind, Input.Title, Input.Text, Input.AsBody }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Sujet ouvert.");
        return Redirect(To($"echanges/{answer.Read<ShownTopic>().Id}"));
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Spaces = [.. (await exchange.GetAsync<SpaceList>($"bodies/{Body.Id}/spaces", ct)).Items.Select(s => new FieldOption(s.Id.ToString(), TopicWords.Space(s),
            s.Kind == "AllPeers" ? "Toutes les collectivités inscrites vous liront." : "La structure du territoire et les collectivités qui y sont rattachées vous liront."))];
}
