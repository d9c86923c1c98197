using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Echanges;

/// <summary>The author words a topic better.</summary>
internal sealed class EditModel(PeerExchangeClient exchange) : BodyPage
{
    public sealed class Form
    {
        [Display(Name = "De quoi s’agit-il\u00A0?"), Required]
        public string? Kind { get; set; }

        [Display(Name = "Titre"), Required, StringLength(150, MinimumLength = 5)]
        public string? Title { get; set; }

        [Display(Name = "Votre message"), Required, DataType(DataType.MultilineText), StringLength(8000, MinimumLength = 2)]
        public string? Text { get; set; }

        public int Version { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid TopicId { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var topic = await exchange.GetAsync<ShownTopic>($"bodies/{Body.Id}/topics/{TopicId}", ct);
        if (!topic.MayChange)
        {
            return NotThere();
        }

        Input = new Form { Kind = topic.Kind, Title = topic.Title, Text = topic.Text, Version = topic.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await exchange.PutAsync($"bodies/{Body.Id}/topics/{TopicId}", new { Input.Kind, Input.Title, Input.Text }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Sujet modifié.");
        return Redirect(To($"echanges/{TopicId}"));
    }
}
