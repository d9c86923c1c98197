using System.Net;
using System.Text.Json;

namespace OpenDataAnimation.Portal.Tests.MesDonnees;

/// <summary>Someone takes along what the services keep of them, or has it erased.</summary>
public sealed class MyDataTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly string[] Services = ["territory", "plans", "stakeholders", "events", "peer-exchange", "showcase", "notifications", "identity", "portal"];

    [Fact]
    public async Task One_file_holds_what_every_service_says()
    {
        var reader = Reader();
        var page = (await reader.GetAsync("/mes-donnees")).IsWhole();

        var taken = await reader.SubmitAsync(page, "form.export");

        Assert.StartsWith("mes-donnees-", taken.Answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.True(taken.Answer.Headers.CacheControl!.NoStore);
        using var json = JsonDocument.Parse(await taken.Answer.Content.ReadAsStringAsync());
        Assert.Equal("Camille Essai", json.RootElement.GetProperty("person").GetProperty("name").GetString());
        Assert.Equal(Services.Order(), json.RootElement.GetProperty("services").EnumerateObject().Select(s => s.Name).Order());
        Assert.Equal("Things", json.RootElement.GetProperty("services").GetProperty("plans")[0].GetProperty("table").GetString());
    }

    [Fact]
    public async Task A_service_that_is_down_gives_no_half_file_and_an_old_sign_in_is_renewed_first()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Reader().Down("GET", "events/me/data").SubmitAsync("/mes-donnees", "form.export")).Status);
        Assert.EndsWith("&max_age=300", (await Reader().Refuses("GET", "territory/me/data", 401, "sign-in-again", new { maxAge = 300 }).SubmitAsync("/mes-donnees", "form.export")).Leads, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_is_typed_the_last_administrator_is_told_of_what_and_the_session_ends_with_the_account()
    {
        var reader = Reader().RefusesField("POST", "territory/me/erasure", "name", "Ce n’est pas votre nom.");
        var wrong = (await reader.SubmitAsync("/mes-donnees", "form.erase", ("Input.Name", "Alex"))).IsWhole();
        Assert.Equal("Ce n’est pas votre nom.", wrong.ErrorOf("Votre nom, pour confirmer"));

        reader.Refuses("POST", "territory/me/erasure", 409, "last-administrator", new { bodies = "Béganne, Allaire" });
        var last = (await reader.SubmitAsync("/mes-donnees", "form.erase", ("Input.Name", "Camille Essai"))).IsWhole();
        Assert.Equal(HttpStatusCode.Conflict, last.Status);
        Assert.Contains("Vous êtes la seule personne à administrer : Béganne, Allaire.", last.Text, StringComparison.Ordinal);

        reader.On("POST", "territory/me/erasure", null, HttpStatusCode.NoContent);
        Assert.Equal("/session/sign-out", (await reader.SubmitAsync("/mes-donnees", "form.erase", ("Input.Name", "Camille Essai"))).Leads);
    }

    private Reader Reader()
    {
        var reader = app.Reader(FakeBody.Commune());
        foreach (var service in Services)
        {
            reader.On("GET", $"{service}/me/data", new[] { new { body = "beganne", table = "Things", row = new { id = 1 } } });
        }

        return reader;
    }
}
