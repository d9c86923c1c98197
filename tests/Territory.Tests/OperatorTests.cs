using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;
using OpenDataAnimation.Territory.Operators;

namespace OpenDataAnimation.Territory.Tests;

public sealed class FirstOperatorTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task Whoever_started_the_product_becomes_its_operator_once_and_with_the_latest_code()
    {
        const string path = "/api/territory/operators/claim";
        var replaced = await FirstOperator.CreateClaimAsync(app.Services, default);
        var code = await FirstOperator.CreateClaimAsync(app.Services, default);
        var (first, second) = (TerritoryApp.Someone(), TerritoryApp.Someone());

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().PostAsJsonAsync(path, new { code })).StatusCode);
        await (await app.As(first).PostAsJsonAsync(path, new { code = replaced })).NamesFieldAsync("code");
        await (await app.As(first).PostAsJsonAsync(path, new { })).NamesFieldAsync("code");
        await (await app.As(first).GetAsync("/api/territory/operator/bodies")).IsProblemAsync(404, "not-found");
        var both = await Task.WhenAll(app.As(first).PostAsJsonAsync(path, new { code }), app.As(second).PostAsJsonAsync(path, new { code }));

        Assert.Single(both, a => a.IsSuccessStatusCode);
        await Assert.Single(both, a => !a.IsSuccessStatusCode).IsProblemAsync(409, "already-claimed");
        var winner = both[0].IsSuccessStatusCode ? first : second;
        Assert.True((await (await app.As(winner).GetAsync("/api/territory/me")).JsonAsync()).GetProperty("isOperator").GetBoolean());
        await (await app.As(winner).GetAsync("/api/territory/operator/bodies")).JsonAsync();
        Assert.Null(await FirstOperator.CreateClaimAsync(app.Services, default));
        Assert.DoesNotContain(code!, await app.InScopeAsync(PlatformBody.Id, db => db.OperatorClaims.Select(c => c.CodeHash).ToListAsync()));
    }
}

public sealed class OperatorTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    private const string Bodies = "/api/territory/operator/bodies", Requests = "/api/territory/operator/requests";

    [Fact]
    public async Task An_operator_opens_a_body_and_invites_its_administrator_but_sees_none_of_its_content()
    {
        app.Hear<MailRequested>();
        var client = app.As(await app.OperatorAsync());
        var guest = TerritoryApp.Someone();
        var letter = new { kind = "Epci", code = "200043123", administratorName = "Alex Essai", administratorEmail = TerritoryApp.EmailOf(guest) };

        var opened = await (await client.PostAsJsonAsync(Bodies, letter)).JsonAsync();
        var body = opened.GetProperty("bodyId").GetGuid();
        Assert.Equal("cc-auray-quiberon-terre-atlantique-200043123", opened.GetProperty("slug").GetString());
        Assert.Equal(body, (await (await client.PostAsJsonAsync(Bodies, letter)).JsonAsync()).GetProperty("bodyId").GetGuid());
        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal(2, app.Sent<MailRequested>().Count(m => m.To == TerritoryApp.EmailOf(guest)));
            return Task.CompletedTask;
        });
        await (await app.As(guest).PostAsync($"/api/territory/invitations/{await app.TokenForAsync(TerritoryApp.EmailOf(guest))}/acceptance", null)).JsonAsync();

        await (await client.PostAsJsonAsync(Bodies, letter)).IsProblemAsync(409, "already-joined");
        await (await client.GetAsync($"/api/territory/bodies/{body}")).IsProblemAsync(404, "not-found");
        var listed = await (await client.GetAsync($"{Bodies}?q=quiberon&state=Active&parents=true")).JsonAsync();
        var row = Assert.Single(listed.GetProperty("items").EnumerateArray(), i => i.GetProperty("kind").GetString() == "Epci");
        Assert.Equal(1, row.GetProperty("members").GetInt32());
    }

    [Fact]
    public async Task What_is_opened_is_checked_and_only_by_operators()
    {
        var client = app.As(await app.OperatorAsync());

        await (await client.PostAsJsonAsync(Bodies, new { kind = "Commune", code = "99999" })).NamesFieldAsync("code");
        await (await client.PostAsJsonAsync(Bodies, new { kind = "Agency", code = "243500742", name = "Agence" })).NamesFieldAsync("code");
        await (await client.PostAsJsonAsync(Bodies, new { kind = "Agency", code = "243500741" })).NamesFieldAsync("name");
        await (await client.PostAsJsonAsync(Bodies, new { kind = "Commune", code = "35236", administratorName = "Alex" })).NamesFieldAsync("administratorEmail");
        var agency = await (await client.PostAsJsonAsync(Bodies, new { kind = "Agency", code = "243 500 741", name = "Agence numérique" })).JsonAsync();
        Assert.Equal("agence-numerique-243500741", agency.GetProperty("slug").GetString());
        var (_, administrator) = await app.JoinedAsync(BodyKind.Commune, "35001");
        await (await app.As(administrator).PostAsJsonAsync(Bodies, new { kind = "Commune", code = "35236" })).IsProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(Requests)).StatusCode);
    }

    [Fact]
    public async Task A_body_asks_in_public_and_the_operator_accepts_or_refuses()
    {
        app.Hear<MailRequested>();
        var (asking, other) = (TerritoryApp.Someone(), TerritoryApp.Someone());
        var form = new { kind = "Epci", code = "243500741", name = "Alex Essai", email = TerritoryApp.EmailOf(asking), function = "Chargée de mission", message = "Bonjour" };

        await (await app.Anonymous().PostAsJsonAsync("/api/territory/requests", new { form.kind, code = "1", form.name, form.email, form.function })).NamesFieldAsync("code");
        await (await app.Anonymous().PostAsJsonAsync("/api/territory/requests", new { form.kind, form.code, form.name, email = "alex", form.function })).NamesFieldAsync("email");
        var answers = await Task.WhenAll(Ask(form), Ask(form), Ask(new { kind = "Commune", code = "56001", name = "Sacha Essai", email = TerritoryApp.EmailOf(other), function = "Secrétaire" }));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Accepted, a.StatusCode));
        var client = app.As(await app.OperatorAsync());
        var waiting = (await (await client.GetAsync(Requests)).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, waiting.Count);
        Guid Id(string kind) => waiting.Single(r => r.GetProperty("kind").GetString() == kind).GetProperty("requestId").GetGuid();

        await (await client.PostAsync($"{Requests}/{Id("Epci")}/acceptance", null)).JsonAsync();
        await (await client.PostAsync($"{Requests}/{Id("Epci")}/acceptance", null)).IsProblemAsync(409, "request-decided");
        await (await client.PostAsJsonAsync($"{Requests}/{Id("Commune")}/refusal", new { reason = "" })).NamesFieldAsync("reason");
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"{Requests}/{Id("Commune")}/refusal", new { reason = "Écrivez depuis la mairie." })).StatusCode);
        await (await client.PostAsync($"{Requests}/{Guid.NewGuid()}/acceptance", null)).IsProblemAsync(404, "not-found");
        await (await app.As(asking).PostAsync($"{Requests}/{Id("Commune")}/acceptance", null)).IsProblemAsync(404, "not-found");

        var me = await (await app.As(asking).PostAsync($"/api/territory/invitations/{await app.TokenForAsync(TerritoryApp.EmailOf(asking))}/acceptance", null)).JsonAsync();
        Assert.True(me.GetProperty("activated").GetBoolean());
        await Eventually.HoldsAsync(() =>
        {
            Assert.Single(app.Sent<MailRequested>(), m => m.Template == "opening-request-received" && m.To == TerritoryApp.EmailOf(asking));
            var refused = Assert.Single(app.Sent<MailRequested>(), m => m.Template == "opening-request-refused");
            Assert.Equal("Écrivez depuis la mairie.", refused.Fields["reason"]);
            return Task.CompletedTask;
        });
        Assert.Empty((await (await client.GetAsync(Requests)).JsonAsync()).GetProperty("items").EnumerateArray());
        var refusedList = await (await client.GetAsync($"{Requests}?state=Refused")).JsonAsync();
        Assert.Single(refusedList.GetProperty("items").EnumerateArray());

        Task<HttpResponseMessage> Ask(object request) => app.Anonymous().PostAsJsonAsync("/api/territory/requests", request);
    }
}
