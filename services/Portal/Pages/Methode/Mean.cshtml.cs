using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Methode;

/// <summary>One mean of the method, ready to become an action.</summary>
internal sealed class MeanModel(PlansClient plans, MethodStore methods) : PersonPage
{
    public Method Method { get; private set; } = null!;

    public MethodMean Mean { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        Method = await methods.GetAsync(plans, ct);
        if (Method.Mean(code) is not { } mean)
        {
            return NotThere();
        }

        // A step is read on the page of its mean.
        if (mean.Code != code)
        {
            return Redirect($"/methode/moyens/{mean.Code}#{code}");
        }

        Mean = mean;
        return Page();
    }
}
