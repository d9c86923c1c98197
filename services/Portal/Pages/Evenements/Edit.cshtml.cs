using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Evenements;

/// <summary>Prepares an event, or changes one.</summary>
internal sealed class EditModel(EventsClient events) : BodyPage
{
    public sealed class Form
    {
        [Display(Name = "Titre"), Required, StringLength(200, MinimumLength = 3)]
        public string? Title { get; set; }

        [Display(Name = "Nature"), Required]
        public string? Kind { get; set; }

        [Display(Name = "Jour"), Required]
        public DateOnly? Day { get; set; }

        [Display(Name = "Heure de début"), Required]
        public TimeOnly? From { get; set; }

        [Display(Name = "Heure de fin"), Required]
        public TimeOnly? Until { get; set; }

        [Display(Name = "Dernier jour")]
        public DateOnly? LastDay { get; set; }

        [Display(Name = "Lieu"), StringLength(200)]
        public string? Place { get; set; }

        [Display(Name = "Adresse en ligne"), DataType(DataType.Url), StringLength(500)]
        public string? OnlineUrl { get; set; }

        [Display(Name = "Présentation"), DataType(DataType.MultilineText), StringLength(4000)]
        public string? Description { get; set; }

        [Display(Name = "Ouvert à toutes et tous\u00A0: il apparaîtra sur la page publique une fois publié")]
        public bool IsPublic { get; set; }

        [Display(Name = "Nombre de places"), Range(1, 100_000)]
        public int? Capacity { get; set; }

        public int Version { get; set; }
    }

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["StartsAt"] = "Input.Day",
        ["startsAt"] = "Input.Day",
        ["EndsAt"] = "Input.Until",
        ["endsAt"] = "Input.Until",
    };

    public Guid? EventId => RouteData.Values["eventId"] is string id ? Guid.Parse(id) : null;

    /// <summary>Known on the first reading only: after a refusal the page says nothing of it.</summary>
    public bool IsDraft { get; private set; }

    public bool IsPublished { get; private set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return NotThere();
        }

        if (EventId is { } id)
        {
            var known = await events.GetAsync<ShownEvent>($"bodies/{Body.Id}/events/{id}", ct);
            (IsDraft, IsPublished) = (known.State == "Draft", known.State == "Published");
            var (first, last) = (DateOnly.FromDateTime(known.StartsAt), DateOnly.FromDateTime(known.EndsAt));
            Input = new Form
            {
                Title = known.Title,
                Kind = known.Kind,
                Day = first,
                LastDay = last == first ? null : last,
                From = TimeOnly.FromDateTime(known.StartsAt),
                Until = TimeOnly.FromDateTime(known.EndsAt),
                Place = known.Place,
                OnlineUrl = known.OnlineUrl,
                Description = known.Description,
                IsPublic = known.IsPublic,
                Capacity = known.Capacity,
                Version = known.Version,
            };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (ModelState.IsValid && string.IsNullOrWhiteSpace(Input.Place) && string.IsNullOrWhiteSpace(Input.OnlineUrl))
        {
            ModelState.AddModelError("Input.Place", "Indiquez un lieu, une adresse en ligne, ou les deux.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var body = new
        {
            Input.Title,
            Input.Kind,
            Input.Description,
            Input.Place,
            Input.OnlineUrl,
            Input.IsPublic,
            Input.Capacity,
            StartsAt = Input.Day!.Value.ToDateTime(Input.From!.Value),
            EndsAt = (Input.LastDay ?? Input.Day.Value).ToDateTime(Input.Until!.Value),
        };
        if (body.EndsAt <= body.StartsAt)
        {
            ModelState.AddModelError("Input.Until", "La fin doit venir après le début. Si l’événement dure plusieurs jours, indiquez le dernier jour.");
            return Page();
        }

        var answer = EventId is { } id
            ? await events.PutAsync($"bodies/{Body.Id}/events/{id}", body, Input.Version, ct)
            : await events.PostAsync($"bodies/{Body.Id}/events", body, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, Fields,
                new Dictionary<string, string> { ["event-cancelled"] = "Un événement annulé ne se modifie plus." });
        }

        this.Say(EventId is null ? "Brouillon enregistré. Relisez-le, puis publiez-le." : "Événement enregistré.");
        return Redirect(To($"evenements/{EventId ?? answer.Read<ShownEvent>().Id}"));
    }
}
