using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>Changes a cross-cutting question: its meeting, what came out of it.</summary>
internal sealed class EditQuestionModel(PlansClient plans) : QuestionFormPage(plans)
{
    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To($"leviers/problematiques/{id}"), "Revenir à la problématique"));
        }

        var q = await LoadAsync(id, ct);
        Input = new QuestionInput
        {
            Version = q.Version,
            Title = q.Title,
            Ends = q.Ends,
            Actors = q.Actors,
            Data = q.Data,
            Datasets = [.. q.Datasets],
            Reuses = q.Reuses,
            MeetingOn = q.MeetingOn,
            MeetingNotes = q.MeetingNotes,
            Outcome = q.Outcome,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await Plans.PutAsync($"bodies/{Body.Id}/levers/questions/{id}", Input.AsBody(), Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Problématique enregistrée.");
        return Redirect(To($"leviers/problematiques/{id}"));
    }

    private async Task<QuestionView> LoadAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        var question = await Plans.GetAsync<QuestionView>($"bodies/{Body.Id}/levers/questions/{id}", ct);
        Datasets = [.. question.Choices.Select(c => new FieldOption(c.Id.ToString(), c.Title))];
        return question;
    }
}
