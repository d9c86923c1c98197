using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Methode;

/// <summary>The whole method on one page that can be read and printed.</summary>
internal sealed class IndexModel(PlansClient plans, MethodStore methods) : PersonPage
{
    public Method Method { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Method = await methods.GetAsync(plans, ct);
}
