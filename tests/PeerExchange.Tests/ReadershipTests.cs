using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.PeerExchange.Tests;

public sealed class ReadershipTests(PeerExchangeApp app) : IClassFixture<PeerExchangeApp>
{
    [Fact]
    public async Task A_commune_asks_in_the_territory_and_a_neighbour_and_the_animator_answer()
    {
        var (epci, beganne, allaire) = await TerritoryAsync();
        var topic = await beganne.OpenAsync(epci.Body.Id, "Qui publie déjà ses menus ?");

        await allaire.ReplyAsync(topic, "Nous, depuis l’an dernier.");
        await epci.ReplyAsync(topic, "Nous pouvons organiser une visite.");

        Assert.Equal(["Nous, depuis l’an dernier.", "Nous pouvons organiser une visite."], (await beganne.RepliesAsync(topic)).Select(r => r.GetProperty("text").GetString()));
        Assert.Equal(2, (await beganne.TopicAsync(topic)).GetProperty("replyCount").GetInt32());
        Assert.Contains("Qui publie déjà ses menus ?", await allaire.TitlesAsync());
        var author = (await allaire.TopicAsync(topic)).GetProperty("author");
        Assert.Equal(("Béatrice Essai", "Béganne"), (author.GetProperty("personName").GetString(), author.GetProperty("bodyName").GetString()));
    }

    [Fact]
    public async Task A_stranger_territory_sees_and_does_nothing_there()
    {
        var (epci, beganne, _) = await TerritoryAsync();
        var topic = await beganne.OpenAsync(epci.Body.Id, "Entre nous");
        var reply = (await epci.ReplyAsync(topic)).GetProperty("id").GetGuid();
        var (elsewhere, stranger, _) = await TerritoryAsync();

        foreach (var other in new[] { elsewhere, stranger })
        {
            Assert.DoesNotContain("Entre nous", await other.TitlesAsync());
            await (await other.GetAsync($"topics/{topic}")).IsProblemAsync(404, "not-found");
            await (await other.GetAsync($"topics/{topic}/replies")).IsProblemAsync(404, "not-found");
            await (await other.GetAsync($"topics?space={epci.Body.Id}")).IsProblemAsync(404, "not-found");
            await (await other.PostAsync($"topics/{topic}/replies", new { text = "Bonjour" })).IsProblemAsync(404, "not-found");
            await (await other.PostAsync($"topics/{topic}/accepted-reply", new { replyId = reply })).IsProblemAsync(404, "not-found");
            await (await other.PostAsync($"topics/{topic}/state", new { state = "Solved" })).IsProblemAsync(404, "not-found");
            await (await other.DeleteAsync($"topics/{topic}/replies/{reply}")).IsProblemAsync(404, "not-found");
            await (await other.PutAsync($"topics/{topic}", 1, Peer.Topic(epci.Body.Id))).IsProblemAsync(404, "not-found");
            await (await other.PostAsync("topics", Peer.Topic(epci.Body.Id))).NamesFieldAsync("spaceId");
            Assert.DoesNotContain(epci.Body.Id.ToString(), await (await other.GetAsync("spaces")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_attachment_that_ends_closes_the_territory_at_once()
    {
        var epci = await app.PeerAsync(await app.BodyAsync("CA Redon Agglomération", BodyKind.Epci), "Alix Essai");
        var beganne = await app.PeerAsync(await app.BodyAsync());
        var attachment = await app.AttachedAsync(epci.Body, beganne.Body);
        var topic = await epci.OpenAsync(epci.Body.Id, "Ordre du jour");
        Assert.Contains("Ordre du jour", await beganne.TitlesAsync());

        await app.TellAsync(attachment with { Version = 2, State = AttachmentState.Ended });

        Assert.DoesNotContain("Ordre du jour", await beganne.TitlesAsync());
        await (await beganne.GetAsync($"topics/{topic}")).IsProblemAsync(404, "not-found");
        await (await beganne.PostAsync($"topics/{topic}/replies", new { text = "Encore moi" })).IsProblemAsync(404, "not-found");
        Assert.Contains("Ordre du jour", await epci.TitlesAsync());
    }

    [Fact]
    public async Task A_territory_is_not_passed_on_to_the_parent_of_the_parent()
    {
        var (epci, beganne, _) = await TerritoryAsync();
        var departement = await app.PeerAsync(await app.BodyAsync("Morbihan", BodyKind.Departement));
        await app.AttachedAsync(departement.Body, epci.Body);
        var above = await departement.OpenAsync(departement.Body.Id, "Du département aux EPCI");
        var below = await beganne.OpenAsync(epci.Body.Id, "Entre communes");

        await (await beganne.GetAsync($"topics/{above}")).IsProblemAsync(404, "not-found");
        await (await departement.GetAsync($"topics/{below}")).IsProblemAsync(404, "not-found");
        Assert.Contains("Du département aux EPCI", await epci.TitlesAsync());
    }

    [Fact]
    public async Task A_proposed_attachment_opens_nothing()
    {
        var epci = await app.PeerAsync(await app.BodyAsync("CA Redon Agglomération", BodyKind.Epci));
        var beganne = await app.PeerAsync(await app.BodyAsync());
        await app.TellAsync(new AttachmentChanged(Guid.CreateVersion7(), 1, DateTime.UtcNow, epci.Body.Id, beganne.Body.Id, AttachmentNature.Epci, AttachmentState.ProposedByParent));

        var topic = await epci.OpenAsync(epci.Body.Id);

        await (await beganne.GetAsync($"topics/{topic}")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Every_active_body_talks_in_the_space_of_all()
    {
        var (one, other) = (await app.PeerAsync(await app.BodyAsync()), await app.PeerAsync(await app.BodyAsync("Le Gâvre", departement: "44")));

        var topic = await one.OpenAsync(Peer.Everyone, "À tous les pairs");
        await other.ReplyAsync(topic, "Bonjour de loin");

        Assert.Equal("Bonjour de loin", Assert.Single(await one.RepliesAsync(topic)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task People_of_no_role_in_the_body_find_nothing_and_anonymous_callers_are_asked_who_they_are()
    {
        var (epci, _, _) = await TerritoryAsync();
        var contractor = await app.PeerAsync(epci.Body, "Presta Essai", Role.DspContact);
        var outsider = new Peer(epci.Body, contractor.Person, app.As(await app.PersonAsync(await app.BodyAsync("Ailleurs"), Role.Administrator)));

        foreach (var nobody in new[] { contractor, outsider })
        {
            await (await nobody.GetAsync("topics")).IsProblemAsync(404, "not-found");
            await (await nobody.PostAsync("topics", Peer.Topic(epci.Body.Id))).IsProblemAsync(404, "not-found");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(epci.At("topics"))).StatusCode);
    }

    [Fact]
    public async Task The_model_keeps_the_rules_of_tenancy() =>
        Assert.Empty(await app.InScopeAsync(Guid.NewGuid(), db => Task.FromResult(ModelRules.Broken(db).ToList())));

    private async Task<(Peer Epci, Peer Beganne, Peer Allaire)> TerritoryAsync()
    {
        var epci = await app.PeerAsync(await app.BodyAsync("CA Redon Agglomération", BodyKind.Epci), "Alix Essai");
        var beganne = await app.PeerAsync(await app.BodyAsync(), "Béatrice Essai");
        var allaire = await app.PeerAsync(await app.BodyAsync("Allaire"), "Dominique Essai");
        await app.AttachedAsync(epci.Body, beganne.Body);
        await app.AttachedAsync(epci.Body, allaire.Body);
        return (epci, beganne, allaire);
    }
}
