using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Pages.Start;

/// <summary>The bodies that a person works in, to choose from.</summary>
internal sealed class BodiesModel : PersonPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<MyBody> Found => [.. Me.Bodies.Where(body => Folding.Fold(body.Name).Contains(Folding.Fold(Search), StringComparison.Ordinal))];

    /// <summary>Stops acting in the name of another body: back to one's own.</summary>
    public IActionResult OnPostLeave() =>
        Redirect(Me.Bodies.FirstOrDefault(body => body.OnBehalfOf is null) is { } own ? $"/c/{own.Slug}" : "/collectivites");
}
