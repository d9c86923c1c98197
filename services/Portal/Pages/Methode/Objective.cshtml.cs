using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Methode;

/// <summary>One objective of the method: what it is, how to start, what proves it, and the means that lead there.</summary>
internal sealed class ObjectiveModel(PlansClient plans, MethodStore methods) : PersonPage
{
    public Method Method { get; private set; } = null!;

    public MethodObjective Objective { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        Method = await methods.GetAsync(plans, ct);
        if (Method.Objective(code) is not { } objective)
        {
            return NotThere();
        }

        Objective = objective;
        return Page();
    }
}
