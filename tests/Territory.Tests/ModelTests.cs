using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Tests;

public sealed class ModelTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public void The_model_keeps_the_rules_of_tenancy()
    {
        using var scope = app.Services.CreateScope();
        Assert.Empty(ModelRules.Broken(scope.ServiceProvider.GetRequiredService<TerritoryDb>()));
    }
}
