using OpenIddict.Abstractions;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>Before the first request: the gateway's client. Then hourly: keys that are due, and tokens long past their end.</summary>
internal sealed class TokenUpkeep(IServiceScopeFactory scopes, KeyRing keys, TimeProvider clock, ILogger<TokenUpkeep> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await GatewayClient.PrepareAsync(scope.ServiceProvider, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                keys.Refresh();
                await using var scope = scopes.CreateAsyncScope();
                // Redeemed refresh tokens are kept for two weeks: one that comes back is how theft is noticed.
                var before = clock.GetUtcNow().AddDays(-15);
                await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, stoppingToken);
                await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Old tokens could not be removed; it will be tried again in an hour");
            }
        }
    }
}
