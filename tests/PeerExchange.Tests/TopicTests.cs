using System.Net;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.PeerExchange.Tests;

public sealed class TopicTests(PeerExchangeApp app) : IClassFixture<PeerExchangeApp>
{
    [Fact]
    public async Task In_the_name_of_the_body_only_those_speak_who_may()
    {
        var body = await app.BodyAsync();
        var lead = await app.PeerAsync(body);
        var contributor = await app.PeerAsync(body, "Dominique Essai", Role.Contributor);
        var topic = await lead.OpenAsync(Peer.Everyone, "Au nom de tous", asBody: true);

        await (await contributor.PostAsync("topics", Peer.Topic(Peer.Everyone, asBody: true))).IsProblemAsync(403, "not-allowed");
        await (await contributor.PostAsync($"topics/{topic}/replies", new { text = "Non", asBody = true })).IsProblemAsync(403, "not-allowed");

        var author = (await contributor.TopicAsync(topic)).GetProperty("author");
        Assert.True(author.GetProperty("asBody").GetBoolean());
        Assert.Equal(JsonValueKind.Null, author.GetProperty("personName").ValueKind);
        Assert.Equal("Dominique Essai", (await contributor.ReplyAsync(topic)).GetProperty("author").GetProperty("personName").GetString());
    }

    [Fact]
    public async Task A_reader_reads_and_does_not_write()
    {
        var reader = await app.PeerAsync(await app.BodyAsync(), "Lecteur Essai", Role.Reader);

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("topics")).StatusCode);
        await (await reader.PostAsync("topics", Peer.Topic(Peer.Everyone))).IsProblemAsync(403, "not-allowed");
        await (await reader.PostAsync($"topics/{Guid.NewGuid()}/replies", new { text = "Non" })).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task A_form_sent_five_times_at_once_opens_one_topic_and_writes_one_reply()
    {
        var peer = await app.PeerAsync(await app.BodyAsync());
        var (topic, reply) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var title = $"Une seule fois {topic}";

        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => peer.PostAsync("topics", Peer.Topic(Peer.Everyone, title, id: topic))));
        var replied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => peer.PostAsync($"topics/{topic}/replies", new { id = reply, text = "Une fois" })));

        Assert.Single(opened, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(4, opened.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Single(replied, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Single(await peer.RepliesAsync(topic));
        Assert.Single(await peer.TitlesAsync("?size=100"), t => t == title);
    }

    [Fact]
    public async Task An_id_that_someone_else_chose_cannot_be_taken_over()
    {
        var (one, other) = (await app.PeerAsync(await app.BodyAsync()), await app.PeerAsync(await app.BodyAsync("Allaire")));
        var topic = await one.OpenAsync(Peer.Everyone);

        await (await other.PostAsync("topics", Peer.Topic(Peer.Everyone, "Un tout autre sujet", id: topic))).IsProblemAsync(409, "already-there");
    }

    [Fact]
    public async Task Ten_replies_at_once_are_ten_replies()
    {
        var peer = await app.PeerAsync(await app.BodyAsync());
        var topic = await peer.OpenAsync(Peer.Everyone);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => peer.ReplyAsync(topic, $"Réponse {n}")));

        Assert.Equal(10, (await peer.TopicAsync(topic)).GetProperty("replyCount").GetInt32());
        Assert.Equal(10, (await peer.RepliesAsync(topic)).Count);
    }

    [Fact]
    public async Task The_author_accepts_an_answer_and_the_topic_is_solved()
    {
        var (one, other) = (await app.PeerAsync(await app.BodyAsync()), await app.PeerAsync(await app.BodyAsync("Allaire")));
        var topic = await one.OpenAsync(Peer.Everyone);
        var reply = (await other.ReplyAsync(topic)).GetProperty("id").GetGuid();
        var elsewhere = (await other.ReplyAsync(await one.OpenAsync(Peer.Everyone))).GetProperty("id").GetGuid();

        await (await other.PostAsync($"topics/{topic}/accepted-reply", new { replyId = reply })).IsProblemAsync(403, "not-allowed");
        await (await one.PostAsync($"topics/{topic}/accepted-reply", new { replyId = elsewhere })).NamesFieldAsync("replyId");
        Assert.Equal("Solved", (await (await one.PostAsync($"topics/{topic}/accepted-reply", new { replyId = reply })).JsonAsync()).GetProperty("state").GetString());

        Assert.True(Assert.Single(await other.RepliesAsync(topic)).GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task An_archived_topic_is_read_on_demand_and_takes_no_more_replies()
    {
        var peer = await app.PeerAsync(await app.BodyAsync());
        var title = $"Affaire classée {Guid.NewGuid()}";
        var topic = await peer.OpenAsync(Peer.Everyone, title);

        await (await peer.PostAsync($"topics/{topic}/state", new { state = "Archived" })).JsonAsync();

        Assert.DoesNotContain(title, await peer.TitlesAsync("?size=100"));
        Assert.Contains(title, await peer.TitlesAsync("?size=100&state=Archived"));
        await (await peer.PostAsync($"topics/{topic}/replies", new { text = "Trop tard" })).IsProblemAsync(409, "topic-archived");
        await (await peer.PostAsync($"topics/{topic}/state", new { state = "Open" })).JsonAsync();
        await peer.ReplyAsync(topic);
    }

    [Fact]
    public async Task Only_the_author_words_a_topic_again_and_an_old_version_is_refused()
    {
        var body = await app.BodyAsync();
        var (author, colleague) = (await app.PeerAsync(body), await app.PeerAsync(body, "Dominique Essai"));
        var topic = await author.OpenAsync(Peer.Everyone);
        var better = Peer.Topic(Peer.Everyone, "Un meilleur titre");

        await (await colleague.PutAsync($"topics/{topic}", 1, better)).IsProblemAsync(403, "not-allowed");
        await (await author.PutAsync($"topics/{topic}", null, better)).IsProblemAsync(428, "version-required");
        await colleague.ReplyAsync(topic, "Une réponse entre-temps ne gêne pas.");
        Assert.Equal(2, (await (await author.PutAsync($"topics/{topic}", 1, better)).JsonAsync()).GetProperty("version").GetInt32());
        await (await author.PutAsync($"topics/{topic}", 1, Peer.Topic(Peer.Everyone, "Un titre perdu"))).IsProblemAsync(409, "stale");
    }

    [Fact]
    public async Task A_reply_is_taken_back_by_its_author_alone_and_can_be_put_back()
    {
        var (one, other) = (await app.PeerAsync(await app.BodyAsync()), await app.PeerAsync(await app.BodyAsync("Allaire")));
        var topic = await one.OpenAsync(Peer.Everyone);
        var reply = (await other.ReplyAsync(topic)).GetProperty("id").GetGuid();
        await (await one.PostAsync($"topics/{topic}/accepted-reply", new { replyId = reply })).JsonAsync();

        await (await one.DeleteAsync($"topics/{topic}/replies/{reply}")).IsProblemAsync(403, "not-allowed");
        Assert.Equal(HttpStatusCode.NoContent, (await other.DeleteAsync($"topics/{topic}/replies/{reply}")).StatusCode);

        Assert.Empty(await one.RepliesAsync(topic));
        var now = await one.TopicAsync(topic);
        Assert.Equal((0, JsonValueKind.Null), (now.GetProperty("replyCount").GetInt32(), now.GetProperty("acceptedReplyId").ValueKind));
        await (await one.PostAsync($"topics/{topic}/replies/{reply}/restoration")).IsProblemAsync(404, "not-found");
        await (await other.PostAsync($"topics/{topic}/replies/{reply}/restoration")).JsonAsync();
        Assert.Single(await one.RepliesAsync(topic));

        await other.DeleteAsync($"topics/{topic}/replies/{reply}");
        await app.InScopeAsync(one.Body.Id, db => db.PurgeDeletedAsync(db.Now.AddMinutes(1), default));
        await (await other.PostAsync($"topics/{topic}/replies/{reply}/restoration")).JsonAsync();
        await other.DeleteAsync($"topics/{topic}/replies/{reply}");
        // More than thirty days later it is gone, and only for the body that it was written in.
        Assert.Equal(1, await app.InScopeAsync(other.Body.Id, db => db.PurgeDeletedAsync(db.Now.AddMinutes(1), default)));
        await (await other.PostAsync($"topics/{topic}/replies/{reply}/restoration")).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_name_that_was_erased_is_not_shown_any_more()
    {
        var body = await app.BodyAsync();
        var person = new TestPerson(Guid.NewGuid().ToString("N"), "Camille Essai");
        var membership = await app.MemberAsync(body, person, Role.ProjectLead);
        var peer = new Peer(body, person, app.As(person));
        var topic = await peer.OpenAsync(Peer.Everyone);

        await app.TellAsync(new MembershipChanged(body.Id, membership, 2, DateTime.UtcNow, person.Id, "", [Role.ProjectLead], DateTime.UtcNow.AddDays(-1), null, true));

        var reader = await app.PeerAsync(await app.BodyAsync("Allaire"));
        Assert.Equal(JsonValueKind.Null, (await reader.TopicAsync(topic)).GetProperty("author").GetProperty("personName").ValueKind);
    }

    [Theory]
    [InlineData("""{"kind":"Question","title":"Un titre","text":"Un texte"}""", "spaceId")]
    [InlineData("""{"spaceId":"SPACE","title":"Un titre","text":"Un texte"}""", "kind")]
    [InlineData("""{"spaceId":"SPACE","kind":"Question","title":"abc","text":"Un texte"}""", "title")]
    [InlineData("""{"spaceId":"SPACE","kind":"Question","title":"Un titre"}""", "text")]
    public async Task A_wrong_field_is_named(string json, string field)
    {
        var peer = await app.PeerAsync(await app.BodyAsync());

        var answer = await peer.PostAsync("topics", JsonDocument.Parse(json.Replace("SPACE", Peer.Everyone.ToString(), StringComparison.Ordinal)).RootElement);

        await answer.NamesFieldAsync(field);
    }

    [Fact]
    public async Task Topics_come_last_active_first_in_pages_without_gap_or_double()
    {
        var epci = await app.PeerAsync(await app.BodyAsync("CC de Test", BodyKind.Epci));
        await app.AttachedAsync(epci.Body, await app.BodyAsync());
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await epci.OpenAsync(epci.Body.Id, $"Sujet numéro {i}"));
        }

        await epci.ReplyAsync(ids[0]);

        var titles = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await (await epci.GetAsync($"topics?space={epci.Body.Id}&size=2" + (next.Length == 0 ? "" : "&after=" + next))).JsonAsync();
            titles.AddRange(page.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("title").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["Sujet numéro 0", "Sujet numéro 4", "Sujet numéro 3", "Sujet numéro 2", "Sujet numéro 1"], titles);
        await (await epci.GetAsync("topics?after=n-importe-quoi")).NamesFieldAsync("after");
    }

    [Fact]
    public async Task Replies_come_in_order_and_in_pages()
    {
        var peer = await app.PeerAsync(await app.BodyAsync());
        var topic = await peer.OpenAsync(Peer.Everyone);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await peer.ReplyAsync(topic, $"Réponse {number}");
        }

        var first = await (await peer.GetAsync($"topics/{topic}/replies?size=3")).JsonAsync();
        var second = await (await peer.GetAsync($"topics/{topic}/replies?size=3&after={first.GetProperty("next").GetString()}")).JsonAsync();

        Assert.Equal(["Réponse 1", "Réponse 2", "Réponse 3", "Réponse 4", "Réponse 5"],
            first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(r => r.GetProperty("text").GetString()));
        Assert.Null(second.GetProperty("next").GetString());
    }
}
