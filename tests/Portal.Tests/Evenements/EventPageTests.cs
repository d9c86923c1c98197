using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests.Evenements;

public sealed class EventPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Fact]
    public async Task The_list_says_what_when_and_for_whom()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", Events(body), new { items = new[] { Event("Published") }, next = (string?)null });

        var page = (await reader.GetAsync($"/c/{body.Slug}/evenements")).IsWhole();

        Assert.Contains("Atelier budget ouvert", page.Text, StringComparison.Ordinal);
        Assert.Contains("lundi 3 mars 2031", page.Text, StringComparison.Ordinal);
        Assert.Contains("ouvert à toutes et tous", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_prepared_on_the_clock_of_the_place()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("POST", Events(body), Event("Draft"), HttpStatusCode.Created);

        var done = await reader.SubmitAsync($"/c/{body.Slug}/evenements/nouveau", "main form", Typed("20:00"));

        Assert.Equal($"/c/{body.Slug}/evenements/{Id}", done.Leads);
        Assert.Equal("2031-03-03T18:00:00", reader.AskedOnce("POST", Events(body)).Json.GetProperty("startsAt").GetString());
    }

    [Fact]
    public async Task An_end_before_the_start_is_said_beside_the_end()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body);

        var again = await reader.SubmitAsync($"/c/{body.Slug}/evenements/nouveau", "main form", Typed("17:00"));

        Assert.NotNull(again.IsWhole().ErrorOf("Heure de fin"));
        Assert.Equal("Atelier budget ouvert", again.ValueOf("Titre"));
    }

    [Fact]
    public async Task A_draft_is_published_by_who_may_speak_and_offered_to_no_one_else()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", $"{Events(body)}/{Id}", Event("Draft")).On("POST", $"{Events(body)}/{Id}/publication", null, HttpStatusCode.NoContent);

        var page = (await reader.GetAsync($"/c/{body.Slug}/evenements/{Id}")).IsWhole();
        Assert.True(page.Offers("Publier l’événement"));
        await reader.SubmitAsync(page, "form[action*='Publish']");
        reader.AskedOnce("POST", $"{Events(body)}/{Id}/publication");

        var other = FakeBody.Commune("Béganne", Role.Reader);
        var seen = (await app.Reader(other).On("GET", $"{Events(other)}/{Id}", Event("Draft")).GetAsync($"/c/{other.Slug}/evenements/{Id}")).IsWhole();
        Assert.False(seen.Offers("Publier l’événement"));
    }

    [Fact]
    public async Task Changing_what_is_published_says_that_it_is_seen_at_once()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", $"{Events(body)}/{Id}", Event("Published"));

        var page = (await reader.GetAsync($"/c/{body.Slug}/evenements/{Id}/modifier")).IsWhole();
        Assert.Contains("Cet événement est publié", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("avant de le publier", page.Text, StringComparison.Ordinal);
        Assert.Equal("Atelier budget ouvert", page.Find($".breadcrumb a[href='/c/{body.Slug}/evenements/{Id}']").TextContent);

        reader.On("GET", $"{Events(body)}/{Id}", Event("Draft"));
        Assert.Contains("Vous pourrez le relire avant de le publier.", (await reader.GetAsync($"/c/{body.Slug}/evenements/{Id}/modifier")).Text, StringComparison.Ordinal);
    }

    private static string Events(FakeBody body) => $"events/bodies/{body.Id}/events";

    private static (string, string)[] Typed(string until) =>
    [
        ("Input.Title", "Atelier budget ouvert"), ("Input.Kind", "Workshop"), ("Input.Day", "2031-03-03"), ("Input.From", "18:00"), ("Input.Until", until), ("Input.Place", "Salle des fêtes"),
    ];

    private static object Event(string state) => new
    {
        id = Id,
        title = "Atelier budget ouvert",
        kind = "Workshop",
        place = "Salle des fêtes",
        startsAt = "2031-03-03T18:00:00",
        endsAt = "2031-03-03T20:00:00",
        isPublic = true,
        state,
        isPast = false,
        version = 0,
    };
}
