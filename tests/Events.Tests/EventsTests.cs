using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ical.Net;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Events.Calendar;
using OpenDataAnimation.Events.Calendar.Features;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Events.Tests;

public sealed class EventsApp : ServiceApp<EventsDb>
{
    protected override string Service => "events";
}

public sealed class EventsTests(EventsApp app) : IClassFixture<EventsApp>
{
    private static readonly DateTime Soon = DateTime.UtcNow.Date.AddDays(30).AddHours(18);

    [Fact]
    public async Task An_event_is_prepared_listed_and_announced()
    {
        var (commune, lead, url) = await CommuneAsync();

        var made = await AddAsync(lead, url);
        Assert.Equal(EventState.Draft, made.State);
        Assert.Equal(HttpStatusCode.NoContent, (await lead.PostAsync($"{url}/{made.Id}/publication", null)).StatusCode);

        var listed = Assert.Single((await ListAsync(lead, url)).Items);
        Assert.Equal(("Atelier budget ouvert", EventState.Published, Soon), (listed.Title, listed.State, listed.StartsAt));
        Assert.Contains("Atelier budget ouvert", await app.Anonymous().GetStringAsync($"/api/events/public/{commune.Slug}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_file_says_what_when_and_where_in_universal_time()
    {
        var (_, lead, url) = await CommuneAsync(departement: "974");
        var made = await AddAsync(lead, url);

        var ics = Assert.Single(Calendar_(await lead.GetStringAsync($"{url}/{made.Id}/event.ics")).Events);

        Assert.Equal(("Atelier budget ouvert", "Salle des fêtes"), (ics.Summary, ics.Location));
        // Réunion is four hours ahead of universal time all year.
        Assert.Equal(Soon.AddHours(-4), ics.DtStart!.AsUtc);
    }

    [Fact]
    public async Task A_subscribed_calendar_keeps_the_same_event_when_it_changes_or_is_cancelled()
    {
        var (commune, lead, url) = await CommuneAsync();
        var made = await AddAsync(lead, url);
        await lead.PostAsync($"{url}/{made.Id}/publication", null);
        var feed = $"/api/events/public/{commune.Slug}/calendar.ics";
        var before = Assert.Single(Calendar_(await app.Anonymous().GetStringAsync(feed)).Events);

        await lead.PostAsJsonAsync($"{url}/{made.Id}/cancellation", new { reason = "Salle indisponible" });

        var after = Assert.Single(Calendar_(await app.Anonymous().GetStringAsync(feed)).Events);
        Assert.Equal(before.Uid, after.Uid);
        Assert.True(after.Sequence > before.Sequence);
        Assert.Equal("CANCELLED", after.Status);
    }

    [Fact]
    public async Task Drafts_and_internal_events_are_not_public()
    {
        var (commune, lead, url) = await CommuneAsync();
        await AddAsync(lead, url);
        var inside = await AddAsync(lead, url, isPublic: false);
        await lead.PostAsync($"{url}/{inside.Id}/publication", null);

        Assert.Equal("[]", await app.Anonymous().GetStringAsync($"/api/events/public/{commune.Slug}"));
        Assert.Empty(Calendar_(await app.Anonymous().GetStringAsync($"/api/events/public/{commune.Slug}/calendar.ics")).Events);
        await (await app.Anonymous().GetAsync("/api/events/public/nulle-part")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_soonest_first()
    {
        var (_, lead, url) = await CommuneAsync();
        foreach (var day in new[] { 3, 1, 2 })
        {
            await AddAsync(lead, url, title: $"Jour {day}", start: Soon.AddDays(day));
        }

        var first = await ListAsync(lead, url + "?size=2");
        var second = await ListAsync(lead, url + $"?size=2&after={first.Next}");

        Assert.Equal(["Jour 1", "Jour 2", "Jour 3"], first.Items.Concat(second.Items).Select(i => i.Title));
        Assert.Empty((await ListAsync(lead, url + "?past=true")).Items);
    }

    [Theory]
    [InlineData("title", "", "Title")]
    [InlineData("kind", "Banquet", "kind")]
    [InlineData("endsAt", "2020-01-01T10:00:00", "EndsAt")]
    [InlineData("place", "", "Place")]
    [InlineData("onlineUrl", "pas une adresse", "OnlineUrl")]
    [InlineData("capacity", 0, "Capacity")]
    public async Task A_wrong_field_is_named(string field, object value, string named)
    {
        var (_, lead, url) = await CommuneAsync();
        var body = new Dictionary<string, object?>
        {
            ["title"] = "Atelier",
            ["kind"] = "Workshop",
            ["place"] = "Mairie",
            ["startsAt"] = Soon,
            ["endsAt"] = Soon.AddHours(2),
            [field] = value,
        };

        var answer = await lead.PostAsJsonAsync(url, body);

        await answer.NamesFieldAsync(named);
    }

    [Fact]
    public async Task Another_bodys_event_is_not_there()
    {
        var (_, lead, url) = await CommuneAsync();
        var made = await AddAsync(lead, url);
        var (_, stranger, theirs) = await CommuneAsync();

        foreach (var path in new[] { $"{url}/{made.Id}", $"{theirs}/{made.Id}" })
        {
            await (await stranger.GetAsync(path)).IsProblemAsync(404, "not-found");
            await (await stranger.GetAsync(path + "/event.ics")).IsProblemAsync(404, "not-found");
            await (await stranger.PostAsync(path + "/publication", null)).IsProblemAsync(404, "not-found");
            await (await stranger.PostAsJsonAsync(path + "/cancellation", new { reason = "Non" })).IsProblemAsync(404, "not-found");
            await (await stranger.DeleteAsync(path)).IsProblemAsync(404, "not-found");
            await (await stranger.PostAsync(path + "/restoration", null)).IsProblemAsync(404, "not-found");
            await (await EditAsync(stranger, path, 0)).IsProblemAsync(404, "not-found");
        }

        Assert.Equal(EventState.Draft, Assert.Single((await ListAsync(lead, url)).Items).State);
    }

    [Fact]
    public async Task A_contributor_may_not_create_and_a_reader_may_not_publish()
    {
        var (commune, lead, url) = await CommuneAsync();
        var made = await AddAsync(lead, url);

        await (await app.As(await app.PersonAsync(commune, Role.Contributor)).PostAsJsonAsync(url, Details())).IsProblemAsync(403, "not-allowed");
        await (await app.As(await app.PersonAsync(commune, Role.Reader)).PostAsync($"{url}/{made.Id}/publication", null)).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task It_is_published_once_however_often_one_asks_at_once()
    {
        var (_, lead, url) = await CommuneAsync();
        var made = await AddAsync(lead, url);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lead.PostAsync($"{url}/{made.Id}/publication", null)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task An_old_version_is_refused_and_an_announced_event_is_not_deleted()
    {
        var (_, lead, url) = await CommuneAsync();
        var made = await AddAsync(lead, url);
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(lead, $"{url}/{made.Id}", made.Version)).StatusCode);
        await (await EditAsync(lead, $"{url}/{made.Id}", made.Version)).IsProblemAsync(409, "stale");

        await lead.PostAsync($"{url}/{made.Id}/publication", null);
        await (await lead.DeleteAsync($"{url}/{made.Id}")).IsProblemAsync(409, "event-announced");
    }

    [Fact]
    public async Task A_deleted_draft_comes_back()
    {
        var (_, lead, url) = await CommuneAsync();
        var made = await AddAsync(lead, url);

        await lead.DeleteAsync($"{url}/{made.Id}");
        Assert.Empty((await ListAsync(lead, url)).Items);
        await lead.PostAsync($"{url}/{made.Id}/restoration", null);

        Assert.Single((await ListAsync(lead, url)).Items);
    }

    [Fact]
    public async Task The_model_keeps_the_rules_of_tenancy() =>
        Assert.Empty(await app.InScopeAsync(Guid.NewGuid(), db => Task.FromResult(ModelRules.Broken(db).ToList())));

    private static Ical.Net.Calendar Calendar_(string text) => Ical.Net.Calendar.Load(text)!;

    private async Task<(TestBody Commune, HttpClient Lead, string Url)> CommuneAsync(string departement = "56")
    {
        var commune = await app.BodyAsync(departement: departement);
        return (commune, app.As(await app.PersonAsync(commune, Role.ProjectLead)), $"/api/events/bodies/{commune.Id}/events");
    }

    private static object Details(string title = "Atelier budget ouvert", bool isPublic = true, DateTime? start = null) => new
    {
        title,
        kind = "Workshop",
        place = "Salle des fêtes",
        isPublic,
        startsAt = DateTime.SpecifyKind(start ?? Soon, DateTimeKind.Unspecified),
        endsAt = DateTime.SpecifyKind((start ?? Soon).AddHours(2), DateTimeKind.Unspecified),
    };

    private static async Task<GetEvent.Response> AddAsync(HttpClient lead, string url, string title = "Atelier budget ouvert", bool isPublic = true, DateTime? start = null) =>
        await (await lead.PostAsJsonAsync(url, Details(title, isPublic, start))).ReadAsync<GetEvent.Response>();

    private static async Task<ListEvents.Response> ListAsync(HttpClient client, string url) => await (await client.GetAsync(url)).ReadAsync<ListEvents.Response>();

    private static Task<HttpResponseMessage> EditAsync(HttpClient client, string path, int version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(Details("Atelier déplacé")) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return client.SendAsync(request);
    }
}
