namespace OpenDataAnimation.Portal.Pages.Start;

internal sealed class IndexModel : PortalPage;
