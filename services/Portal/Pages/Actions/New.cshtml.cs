using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>A new action, from a mean of the method, from an objective, or free.</summary>
internal sealed class NewModel(PlansClient plans, TerritoryClient territory, MethodStore methods, TimeProvider clock) : ActionFormPage(plans, territory, methods)
{
    /// <summary>The mean that it starts from.</summary>
    public MethodMean? From { get; private set; }

    /// <summary>Whether it comes from another part of the plan.</summary>
    public bool IsBegun { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "moyen")] string? mean, [FromQuery(Name = "objectif")] string? objective, [FromQuery(Name = "partie-de")] Guid? parent, [FromQuery(Name = "titre")] string? title, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut ajouter une action.", To("actions"), "Revenir aux actions"));
        }

        var above = parent is null ? null : await Plans.GetAsync<ActionView>($"bodies/{Body.Id}/actions/{parent}", ct);
        await LoadChoicesAsync(ct, above?.Members);
        From = Method.Mean(mean);
        var known = Method.Objective(objective)?.Code;
        var today = Frame.DayOf(clock.GetUtcNow().UtcDateTime)!.Value;
        Input = From is null
            ? new ActionInput { Objectives = known is null ? [] : [known], Audiences = [.. Method.Objective(known)?.Audiences ?? []] }
            : new ActionInput
            {
                Title = Method.MeanLabel(mean),
                Description = Description(From, mean),
                Objectives = [known is not null && From.Objectives.Contains(known) ? known : From.Objectives[0]],
                Mean = mean,
                Audiences = [.. From.Audiences],
                StartsOn = today,
                EndsOn = today.AddDays(7 * From.Weeks),
            };
        if (Method.Own.Means.FirstOrDefault(m => m.Code == mean) is { } own)
        {
            (Input.Title, Input.Description, Input.Mean) = (own.Label, own.What, own.Code);
        }

        Input.Title ??= title?.Length > 200 ? title[..200] : title;
        if (above is not null)
        {
            // A part serves what the whole serves, unless said otherwise.
            (Input.ParentActionId, Input.Objectives, Input.Audiences, Input.EndsOn) = (parent, [.. above.Objectives], [.. above.Audiences], above.EndsOn);
            PartOf = above.Title;
        }

        Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "moyen")] string? mean, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(mean, ct);
        }

        var answer = await Plans.PostAsync($"bodies/{Body.Id}/actions", Input.AsBody(), ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => AgainAsync(mean, ct));
        }

        this.Say("Action ajoutée au plan.");
        return Redirect(To($"actions/{answer.Read<Created>().Id}"));
    }

    private static readonly (string Query, ActionOrigin Origin, string Title, string Objective, string Mean)[] Origins =
    [
        ("jeu", ActionOrigin.Dataset, "Publier\u00A0: ", "2.1", "M8c"),
        ("besoin", ActionOrigin.Need, "Répondre au besoin\u00A0: ", "1.3", "M8b"),
        ("problematique", ActionOrigin.Question, "Se réunir sur\u00A0: ", "3.1", "M14"),
        ("mission", ActionOrigin.Mission, "Ouvrir la mission aux données\u00A0: ", "3.1", "M15"),
        ("co-conception", ActionOrigin.CoDesign, "Construire ensemble\u00A0: ", "3.2", "M17"),
    ];

    /// <summary>From another part of the plan: the link is kept, and the method suggests the rest.</summary>
    private void Begin()
    {
        foreach (var (query, origin, title, objective, mean) in Origins)
        {
            if (Guid.TryParse(Request.Query[query], out var id))
            {
                var whole = title + Request.Query["sujet"];
                (Input.Origin, Input.OriginId, Input.Title) = (origin, id, whole.Length > 200 ? whole[..200] : whole);
                (Input.Objectives, Input.Mean, Input.Audiences) = ([objective], mean, [.. Method.Mean(mean)?.Audiences ?? []]);
                (From, IsBegun) = (Method.Mean(mean), true);
            }
        }
    }

    private async Task<IActionResult> AgainAsync(string? mean, CancellationToken ct)
    {
        await LoadChoicesAsync(ct);
        From = Method.Mean(mean);
        return Page();
    }

    private static string Description(MethodMean from, string? code) =>
        from.Steps.FirstOrDefault(s => s.Code == code)?.What ?? $"{from.What}\n\n{string.Join('\n', from.HowToStart.Select(step => "– " + step))}";
}

internal sealed record Created(Guid Id);
