using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Vitrine;

/// <summary>Writes a news item, or changes one.</summary>
internal sealed class EditModel(ShowcaseClient showcase) : BodyPage
{
    public sealed class Form
    {
        [Display(Name = "De quoi parle-t-elle\u00A0?"), Required]
        public string? Kind { get; set; }

        [Display(Name = "Titre"), Required, StringLength(150, MinimumLength = 5)]
        public string? Title { get; set; }

        [Display(Name = "Résumé"), Required, DataType(DataType.MultilineText), StringLength(400, MinimumLength = 10)]
        public string? Summary { get; set; }

        [Display(Name = "Texte"), DataType(DataType.MultilineText), StringLength(20_000)]
        public string? Body { get; set; }

        public int Version { get; set; }
    }

    public Guid? NewsId => RouteData.Values["newsId"] is string id ? Guid.Parse(id) : null;

    public bool IsPublic { get; private set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return NotThere();
        }

        if (NewsId is { } id)
        {
            var item = await showcase.GetAsync<ShownNews>($"bodies/{Body.Id}/news/{id}", ct);
            IsPublic = item.State == "Published";
            Input = new Form { Kind = item.Kind, Title = item.Title, Summary = item.Summary, Body = item.Body, Version = item.Version };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var text = new { Input.Kind, Input.Title, Input.Summary, Input.Body };
        var answer = NewsId is { } id
            ? await showcase.PutAsync($"bodies/{Body.Id}/news/{id}", text, Input.Version, ct)
            : await showcase.PostAsync($"bodies/{Body.Id}/news", text, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Actualité enregistrée. Voici ce que l’on en lira.");
        return Redirect(To($"vitrine/{answer.Read<ShownNews>().Id}"));
    }
}
