using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OpenDataAnimation.Portal.Pages.Site;

/// <summary>Who publishes and hosts this service; whoever runs it says so in the settings.</summary>
internal sealed class LegalModel(IConfiguration configuration) : PageModel
{
    public string? Publisher => configuration["Legal:Publisher"];

    public string? Director => configuration["Legal:Director"];

    public string? Host => configuration["Legal:Host"];

    public string? Contact => configuration["Legal:Contact"];
}
