using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Portal.Tests.Echanges;

public sealed class TopicPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Territory = Guid.CreateVersion7(), TopicId = Guid.CreateVersion7(), ReplyId = Guid.CreateVersion7();

    private static readonly object[] Spaces =
        [new { id = Territory, kind = "Territory", name = "Redon Agglomération" }, new { id = PlatformBody.Id, kind = "AllPeers", name = "" }];

    [Fact]
    public async Task The_list_says_what_is_asked_by_whom_and_where()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", Topics(body), new { items = new[] { Listed() }, next = "suivant", spaces = Spaces, incomplete = false });

        var page = (await reader.GetAsync($"/c/{body.Slug}/echanges?espace={Territory}&etat=Open")).IsWhole();

        Assert.Contains("Qui publie ses menus ?", page.Text, StringComparison.Ordinal);
        Assert.Contains("Question · Dominique Essai, Allaire", page.Text, StringComparison.Ordinal);
        Assert.Contains("Territoire : Redon Agglomération · 2 réponses", page.Text, StringComparison.Ordinal);
        Assert.Contains($"space={Territory}&state=Open", reader.AskedOnce("GET", Topics(body)).Query, StringComparison.Ordinal);
        Assert.Contains($"/c/{body.Slug}/echanges?espace={Territory}&etat=Open&suite=suivant", page.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.True(page.Offers("Ouvrir un sujet"));
    }

    [Fact]
    public async Task An_empty_list_says_what_one_could_ask_and_a_reader_is_not_offered_to_write()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = app.Reader(body).On("GET", Topics(body), new { items = Array.Empty<object>(), next = (string?)null, spaces = Spaces, incomplete = true });

        var page = (await reader.GetAsync($"/c/{body.Slug}/echanges")).IsWhole();

        Assert.Contains("Personne n’a encore pris la parole", page.Text, StringComparison.Ordinal);
        Assert.Contains("ne peuvent pas être montrés pour l’instant", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("Ouvrir un sujet"));
    }

    [Fact]
    public async Task A_topic_is_opened_in_the_space_that_was_chosen_and_once()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", $"peer-exchange/bodies/{body.Id}/spaces", new { items = Spaces, incomplete = false }).On("POST", Topics(body), Topic(), HttpStatusCode.Created);
        var form = (await reader.GetAsync($"/c/{body.Slug}/echanges/nouveau")).IsWhole();
        var id = form.Find("input[name='Input.Id']").GetAttribute("value");

        var done = await reader.SubmitAsync(form, "main form", ("Input.SpaceId", Territory.ToString()), ("Input.Kind", "Question"), ("Input.Title", "Qui publie ses menus ?"), ("Input.Text", "Bonjour"));

        Assert.Equal($"/c/{body.Slug}/echanges/{TopicId}", done.Leads);
        var sent = reader.AskedOnce("POST", Topics(body)).Json;
        Assert.Equal((id, Territory, false), (sent.GetProperty("id").GetString(), sent.GetProperty("spaceId").GetGuid(), sent.GetProperty("asBody").GetBoolean()));
    }

    [Fact]
    public async Task A_wrong_field_is_said_beside_it_and_what_was_typed_stays()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", $"peer-exchange/bodies/{body.Id}/spaces", new { items = Spaces, incomplete = false });

        var again = await reader.SubmitAsync($"/c/{body.Slug}/echanges/nouveau", "main form", ("Input.SpaceId", Territory.ToString()), ("Input.Kind", "Question"), ("Input.Title", "abc"), ("Input.Text", "Bonjour"));

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.NotNull(again.IsWhole().ErrorOf("Titre"));
        Assert.Equal("Bonjour", again.ValueOf("Votre message"));
    }

    [Fact]
    public async Task A_topic_is_read_with_its_replies_and_answered()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", OneTopic(body), Topic()).On("POST", $"{OneTopic(body)}/replies", new { id = ReplyId }, HttpStatusCode.Created);

        var page = (await reader.GetAsync($"/c/{body.Slug}/echanges/{TopicId}")).IsWhole();
        var done = await reader.SubmitAsync(page, "form.reply", ("Input.Text", "Nous aussi."), ("Input.AsBody", "true"));

        Assert.Contains("Au nom de la commune d’Allaire", page.Text, StringComparison.Ordinal);
        Assert.Contains("<b>gras</b>", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll(".prose b"));
        Assert.False(page.Offers("Marquer comme résolu"));
        Assert.False(page.Offers("Retirer ma réponse"));
        Assert.Equal($"/c/{body.Slug}/echanges/{TopicId}", done.Leads);
        Assert.True(reader.AskedOnce("POST", $"{OneTopic(body)}/replies").Json.GetProperty("asBody").GetBoolean());
    }

    [Fact]
    public async Task The_author_can_say_which_reply_helped_and_take_one_back()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", OneTopic(body), Topic(mine: true))
            .On("POST", $"{OneTopic(body)}/accepted-reply", Topic(mine: true)).On("DELETE", $"{OneTopic(body)}/replies/{ReplyId}", null, HttpStatusCode.NoContent)
            .On("POST", $"{OneTopic(body)}/state", Topic(mine: true));
        var page = (await reader.GetAsync($"/c/{body.Slug}/echanges/{TopicId}")).IsWhole();

        await reader.SubmitAsync(page, "form[action*='Accept']");
        await reader.SubmitAsync(page, "form[action*='Remove']");
        await reader.SubmitAsync(page, "form[action*='Solved']");

        Assert.Equal(ReplyId, reader.AskedOnce("POST", $"{OneTopic(body)}/accepted-reply").Json.GetProperty("replyId").GetGuid());
        reader.AskedOnce("DELETE", $"{OneTopic(body)}/replies/{ReplyId}");
        Assert.Equal("Solved", reader.AskedOnce("POST", $"{OneTopic(body)}/state").Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_topic_that_was_archived_meanwhile_keeps_what_was_typed()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", OneTopic(body), Topic()).Refuses("POST", $"{OneTopic(body)}/replies", 409, "topic-archived");

        var again = await reader.SubmitAsync($"/c/{body.Slug}/echanges/{TopicId}", "form.reply", ("Input.Text", "Trop tard"));

        Assert.Contains("archivé entre-temps", again.Text, StringComparison.Ordinal);
        Assert.Equal("Trop tard", again.ValueOf("Votre réponse"));
    }

    [Fact]
    public async Task A_topic_of_someone_else_s_space_is_not_there()
    {
        var body = FakeBody.Commune();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Reader(body).GetAsync($"/c/{body.Slug}/echanges/{Guid.NewGuid()}")).Status);
    }

    private static string Topics(FakeBody body) => $"peer-exchange/bodies/{body.Id}/topics";

    private static string OneTopic(FakeBody body) => $"{Topics(body)}/{TopicId}";

    private static object Author(bool asBody = false) => new { bodyName = "Allaire", bodyArticle = "1", bodyKind = "Commune", personName = asBody ? null : "Dominique Essai", asBody };

    private static object Listed() => new
    {
        id = TopicId,
        spaceKind = "Territory",
        spaceName = "Redon Agglomération",
        kind = "Question",
        state = "Open",
        title = "Qui publie ses menus ?",
        author = Author(),
        lastActivityAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc),
        replyCount = 2,
    };

    private static object Topic(bool mine = false) => new
    {
        id = TopicId,
        version = 1,
        spaceKind = "Territory",
        spaceName = "Redon Agglomération",
        kind = "Question",
        state = "Open",
        title = "Qui publie ses menus ?",
        text = "Du <b>gras</b>",
        author = Author(asBody: true),
        createdAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc),
        replyCount = 1,
        mayChange = mine,
        replies = new { items = new[] { new { id = ReplyId, text = "Nous.", author = Author(), createdAt = new DateTime(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc), accepted = false, mayChange = mine } }, next = (string?)null },
    };
}
