using OpenDataAnimation.Events;
using OpenDataAnimation.Identity;
using OpenDataAnimation.Notifications;
using OpenDataAnimation.PeerExchange;
using OpenDataAnimation.Plans;
using OpenDataAnimation.Portal;
using OpenDataAnimation.Showcase;
using OpenDataAnimation.Stakeholders;
using OpenDataAnimation.Territory;

namespace OpenDataAnimation.Standalone;

/// <summary>A service as one process for all needs it: its name, and the two halves of its own Program.</summary>
public sealed record ServiceHost(string Name, Action<WebApplicationBuilder> Add, Action<WebApplication> Map);

/// <summary>What runs in the one process: another service is another line.</summary>
public static class Composition
{
    public static IReadOnlyList<ServiceHost> Services { get; } =
    [
        new(TerritoryService.Name, b => b.AddTerritory(), a => a.MapTerritory()),
        new(IdentityService.Name, b => b.AddIdentity(), a => a.MapIdentity()),
        new(PlansService.Name, b => b.AddPlans(), a => a.MapPlans()),
        new(StakeholdersService.Name, b => b.AddStakeholders(), a => a.MapStakeholders()),
        new(EventsService.Name, b => b.AddEvents(), a => a.MapEvents()),
        new(PeerExchangeService.Name, b => b.AddPeerExchange(), a => a.MapPeerExchange()),
        new(ShowcaseService.Name, b => b.AddShowcase(), a => a.MapShowcase()),
        new(NotificationsService.Name, b => b.AddNotifications(), a => a.MapNotifications()),
        new(PortalService.Name, b => b.AddPortal(), a => a.MapPortal()),
    ];
}
