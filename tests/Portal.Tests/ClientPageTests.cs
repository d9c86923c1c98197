using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>Programs that call the APIs for a body: the secret is shown once, and the page says what each may do.</summary>
public sealed class ClientPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Fact]
    public async Task A_client_is_created_with_what_it_may_do_and_its_secret_is_shown_this_once()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("POST", $"territory/bodies/{body.Id}/clients", new { id = Id, clientId = "oda-nouveau", secret = "le-secret", version = 1 }, HttpStatusCode.Created);
        var page = (await reader.GetAsync($"/c/{body.Slug}/applications")).IsWhole();
        Assert.Contains("Plan, actions, propositions (lire et écrire)", page.Text, StringComparison.Ordinal);
        Assert.True(page.Answer.Headers.CacheControl!.NoStore);

        var made = (await reader.SubmitAsync(page, "form.client", ("Input.Name", "SIG"), ("Input.Levels[plans]", "write"), ("Input.Levels[events]", "read"), ("Input.Levels[showcase]", ""))).IsWhole();

        Assert.Contains("le-secret", made.Text, StringComparison.Ordinal);
        Assert.True(made.Answer.Headers.CacheControl!.NoStore);
        var scopes = reader.AskedOnce("POST", $"territory/bodies/{body.Id}/clients").Json.GetProperty("scopes").EnumerateArray().Select(s => s.GetString());
        Assert.Equal(["events.read", "plans"], scopes.Order());
        Assert.DoesNotContain("le-secret", (await reader.GetAsync($"/c/{body.Slug}/applications")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_chosen_is_named_and_the_name_stays()
    {
        var body = FakeBody.Commune();
        var page = await On(body).SubmitAsync($"/c/{body.Slug}/applications", "form.client", ("Input.Name", "SIG"), ("Input.Levels[plans]", ""));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("Choisissez au moins un service.", page.Text, StringComparison.Ordinal);
        Assert.Equal("SIG", page.ValueOf("Nom de l’application"));
    }

    [Fact]
    public async Task A_secret_is_changed_with_an_overlap_and_a_client_revoked()
    {
        var body = FakeBody.Commune();
        var reader = On(body)
            .On("POST", $"territory/bodies/{body.Id}/clients/{Id}/rotation", new { id = Id, clientId = "oda-essai", secret = "autre-secret", version = 4 })
            .On("DELETE", $"territory/bodies/{body.Id}/clients/{Id}", null, HttpStatusCode.NoContent);
        var page = await reader.GetAsync($"/c/{body.Slug}/applications");
        Assert.Contains("autre-secret", (await reader.SubmitAsync(page, "form.rotate", ("overlapHours", "168"))).Text, StringComparison.Ordinal);
        var asked = reader.AskedOnce("POST", $"territory/bodies/{body.Id}/clients/{Id}/rotation");
        Assert.Equal((168, "\"3\""), (asked.Json.GetProperty("overlapHours").GetInt32(), asked.IfMatch));
        Assert.Equal($"/c/{body.Slug}/applications", (await reader.SubmitAsync(page, "form[action*=Revoke]")).Leads);
        reader.Refuses("POST", $"territory/bodies/{body.Id}/clients/{Id}/rotation", 409, "stale");
        Assert.Contains("Le secret vient d’être changé", (await reader.SubmitAsync(page, "form.rotate", ("overlapHours", "0"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_administer_is_told_who_can()
    {
        var body = FakeBody.Commune("Béganne", Role.ProjectLead);
        Assert.Equal(HttpStatusCode.Forbidden, (await On(body).GetAsync($"/c/{body.Slug}/applications")).Status);
    }

    private Reader On(FakeBody body) => app.Reader(body).On("GET", $"territory/bodies/{body.Id}/clients", new
    {
        items = new[]
        {
            new
            {
                id = Id, clientId = "oda-essai", version = 3, name = "Tableur", scopes = new[] { "plans", "territory.read" }, until = (DateTime?)null, revokedAt = (DateTime?)null,
                isOver = false, secretAt = DateTime.UtcNow, formerUntil = (DateTime?)DateTime.UtcNow.AddDays(1), usedAt = (DateTime?)null,
            },
        },
        next = (string?)null,
        builtIn = true,
        services = new[] { "territory", "plans", "events", "showcase" },
    });
}
