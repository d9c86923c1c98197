using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Tests;

public sealed class ModelTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public Task Every_table_is_a_tenant_s_or_says_why_not() => app.InScopeAsync(Guid.NewGuid(), db =>
    {
        Assert.Empty(ModelRules.Broken(db));
        return Task.FromResult(0);
    });

    [Fact]
    public async Task The_method_is_for_every_signed_in_person_and_no_one_else()
    {
        var town = await app.TownAsync();
        Assert.Equal(9, (await town.Client.OkAsync("/api/plans/method")).GetProperty("objectives").GetArrayLength());
        Assert.Equal(401, (int)(await app.Anonymous().GetAsync("/api/plans/method")).StatusCode);
    }

    [Fact]
    public async Task The_description_of_the_API_tells_requests_apart()
    {
        var document = await app.Anonymous().OkAsync("/api/plans/openapi.json");
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(s => s.Name, s => s.Value);
        string Body(string path, string method) => document.GetProperty("paths").GetProperty("/api/plans/bodies/{bodyId}" + path).GetProperty(method)
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
        Assert.Contains("declared", schemas[Body("/objectives/{code}", "put")].GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Contains("reached", schemas[Body("/objectives/{code}/evaluation", "put")].GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Contains("children", schemas[Body("/campaigns", "post")].GetProperty("properties").EnumerateObject().Select(p => p.Name));
    }
}
