using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Propositions;

public sealed class ProposalPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid First = Guid.Parse("01a20000-0000-7000-8000-00000000000a"), Second = Guid.Parse("01a20000-0000-7000-8000-00000000000b");

    [Fact]
    public async Task Each_proposal_is_one_card_that_says_from_whom_what_why_and_how_long_and_the_parent_is_told_it_was_read()
    {
        var body = FakeBody.Commune();
        var reader = On(body, Proposal(First), Proposal(Second, "Écrire aux associations", "Seen")).On("POST", $"{Url(body)}/{First}/seen", null, HttpStatusCode.NoContent);
        var page = (await reader.GetAsync($"/c/{body.Slug}/propositions")).IsWhole();
        Assert.Equal("Propositions reçues", page.Heading);
        Assert.Contains("2 propositions attendent votre réponse", page.Text, StringComparison.Ordinal);
        var card = page.Find($"#p-{First}").TextContent;
        Assert.Contains("Redon Agglomération", card, StringComparison.Ordinal);
        Assert.Contains("Nous avons un diaporama.", card, StringComparison.Ordinal);
        Assert.Contains("1.1 Faire connaître la démarche (vous le visez)", card, StringComparison.Ordinal);
        Assert.Contains("Un à deux mois", card, StringComparison.Ordinal);
        reader.AskedOnce("POST", $"{Url(body)}/{First}/seen");
        Assert.DoesNotContain(reader.Asked, r => r.Path == $"{Url(body)}/{Second}/seen");
    }

    [Fact]
    public async Task It_is_accepted_in_one_click_with_the_version_that_was_read()
    {
        var body = FakeBody.Commune();
        var reader = On(body, Proposal(First)).On("POST", $"{Url(body)}/{First}/acceptance", new { proposalId = First, status = "Accepted", actionId = Guid.NewGuid() }, HttpStatusCode.Created);
        var done = await reader.SubmitAsync($"/c/{body.Slug}/propositions", "form.accept");
        Assert.Equal($"/c/{body.Slug}/propositions", done.Leads);
        Assert.Equal(2, reader.AskedOnce("POST", $"{Url(body)}/{First}/acceptance").Json.GetProperty("sentVersion").GetInt32());
    }

    [Fact]
    public async Task Adapting_starts_from_what_is_proposed_and_a_wrong_field_opens_its_own_card()
    {
        var body = FakeBody.Commune();
        var reader = On(body, Proposal(First), Proposal(Second, "Écrire aux associations")).RefusesField("POST", $"{Url(body)}/{Second}/acceptance", "endsOn", "La fin ne peut pas précéder le début.");
        var page = await reader.GetAsync($"/c/{body.Slug}/propositions");
        Assert.Equal("Écrire aux associations", page.Find($"#Adapt_{Second:N}__Title").GetAttribute("value"));
        var again = await reader.SubmitAsync(page, $"#p-{Second} form.adapt", ($"Adapt[{Second:N}].Title", "Écrire à trois associations"), ($"Adapt[{Second:N}].EndsOn", "2026-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        again.IsWhole();
        Assert.True(again.Find($"#p-{Second} form.adapt").ParentElement!.HasAttribute("open"));
        Assert.False(again.Find($"#p-{First} form.adapt").ParentElement!.HasAttribute("open"));
        Assert.Equal("Écrire à trois associations", again.Find($"#Adapt_{Second:N}__Title").GetAttribute("value"));
        Assert.Contains("La fin ne peut pas précéder", again.Find($"#Adapt_{Second:N}__EndsOn-erreur").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_already_done_takes_a_date()
    {
        var body = FakeBody.Commune();
        var reader = On(body, Proposal(First)).On("POST", $"{Url(body)}/{First}/decline", new { proposalId = First, status = "Declined" })
            .On("POST", $"{Url(body)}/{First}/already-done", new { proposalId = First, status = "AlreadyDone", actionId = Guid.NewGuid() }, HttpStatusCode.Created);
        var page = await reader.GetAsync($"/c/{body.Slug}/propositions");
        var again = await reader.SubmitAsync(page, "form.decline", ($"Decline[{First:N}].Reason", ""));
        Assert.Equal("Remplissez ce champ.", again.ErrorOf("Pourquoi vous déclinez"));
        Assert.DoesNotContain(reader.Asked, r => r.Path.EndsWith("/decline", StringComparison.Ordinal));

        Assert.NotNull((await reader.SubmitAsync(page, "form.decline", ($"Decline[{First:N}].Reason", "Pas avant 2028"))).Leads);
        Assert.NotNull((await reader.SubmitAsync(page, "form.done", ($"Done[{First:N}].DoneOn", "2026-05-04"), ($"Done[{First:N}].Note", "En conseil de mai"))).Leads);
        Assert.Equal("2026-05-04", reader.AskedOnce("POST", $"{Url(body)}/{First}/already-done").Json.GetProperty("doneOn").GetString());
    }

    [Fact]
    public async Task An_answer_to_an_older_version_shows_the_newer_one()
    {
        var body = FakeBody.Commune();
        var reader = On(body, Proposal(First, differences: new[] { new { field = "title", before = "Présenter la démarche", after = "Présenter la démarche au conseil" } }))
            .Refuses("POST", $"{Url(body)}/{First}/acceptance", 409, "stale", new { currentVersion = 3, current = new { title = "x" } });
        var again = await reader.SubmitAsync($"/c/{body.Slug}/propositions", "form.accept");
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("relisez-la ci-dessous", again.Text, StringComparison.Ordinal);
        Assert.Contains("Présenter la démarche", again.Find("tbody td").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_to_answer_it_says_what_will_come_and_lists_what_was_answered()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = On(body);
        var page = (await reader.GetAsync($"/c/{body.Slug}/propositions")).IsWhole();
        Assert.Contains("Aucune proposition n’attend de réponse", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, r => r.Method == "POST");
    }

    [Fact]
    public async Task Of_a_plan_model_each_part_is_taken_left_or_already_done()
    {
        var body = FakeBody.Commune();
        var part = new { title = "Recenser les équipements", description = "", objectives = new[] { "1.1" }, mean = (string?)null, audiences = new[] { "services" } };
        var reader = On(body, Proposal(First, parts: new[] { part, part, part })).On("POST", $"{Url(body)}/{First}/parts", new { proposalId = First, status = "Adapted" });
        var page = (await reader.GetAsync($"/c/{body.Slug}/propositions")).IsWhole();
        Assert.False(page.Has("form.accept"));
        var token = page.Find("form.take input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var done = await reader.PostAsync(page.Find("form.take").GetAttribute("action")!, new (string, string)[]
        {
            ("__RequestVerificationToken", token), ("id", First.ToString()), ("sentVersion", "2"), ("parts", "0:take"), ("parts", "1:done"), ("parts", "2:leave"), ("aims", "1.1"),
        }.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        Assert.NotNull(done.Leads);
        var json = reader.AskedOnce("POST", $"{Url(body)}/{First}/parts").Json;
        Assert.Equal(("[0]", "[1]", "[\"1.1\"]"), (json.GetProperty("actions").GetRawText(), json.GetProperty("done").GetRawText(), json.GetProperty("objectives").GetRawText()));
    }

    [Fact]
    public async Task What_the_parent_changed_since_is_taken_over_field_by_field()
    {
        var body = FakeBody.Commune();
        var url = $"{Url(body)}/{First}";
        var reader = app.Reader(body).WithMethod().On("GET", url, new
        {
            id = First,
            from = new { bodyId = Guid.NewGuid(), name = "Redon Agglomération", slug = "redon" },
            sentVersion = 3,
            action = new { title = "Présenter la démarche", description = "", objectives = new[] { "1.1" }, mean = (string?)null, audiences = new[] { "elected" } },
            message = "",
            status = "Adapted",
            isOpen = false,
            receivedAt = "2026-11-20T10:00:00Z",
            answeredAt = "2026-11-21T10:00:00Z",
            actionId = Second,
            differences = new[] { new { field = "endsOn", before = (string?)null, after = "2027-06-30" } },
            actions = new[] { new { id = Second, title = "Notre façon de présenter", state = "InProgress" } },
        }).On("POST", $"{url}/changes", new { proposalId = First, left = Array.Empty<object>() });
        var page = (await reader.GetAsync($"/c/{body.Slug}/propositions/{First}")).IsWhole();
        Assert.Contains("2027", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("Notre façon de présenter", page.Text, StringComparison.Ordinal);
        Assert.NotNull((await reader.SubmitAsync(page, "tbody form", ("take", "true"))).Leads);
        var json = reader.AskedOnce("POST", $"{url}/changes").Json;
        Assert.Equal(("endsOn", true, 3), (json.GetProperty("field").GetString(), json.GetProperty("take").GetBoolean(), json.GetProperty("sentVersion").GetInt32()));
    }

    [Fact]
    public async Task Someone_who_only_reads_is_told_who_may_answer()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = On(body, Proposal(First));
        var page = (await reader.GetAsync($"/c/{body.Slug}/propositions")).IsWhole();
        Assert.False(page.Has("main form"));
        Assert.Contains("peut y répondre", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, r => r.Method == "POST");
    }

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}/proposals";

    private static object Proposal(Guid id, string title = "Présenter la démarche au conseil", string status = "Sent", object? differences = null, object? parts = null) => new
    {
        id,
        from = new { bodyId = Guid.NewGuid(), name = "Redon Agglomération", slug = "redon" },
        title,
        description = "En dix minutes.",
        objectives = new[] { "1.1" },
        mean = "M4",
        audiences = new[] { "elected" },
        startsOn = (string?)null,
        endsOn = "2027-03-01",
        message = "Nous avons un diaporama.",
        expiresOn = "2027-01-31",
        sentVersion = 2,
        status,
        reason = (string?)null,
        receivedAt = "2026-11-20T10:00:00Z",
        answeredAt = (string?)null,
        actionId = (Guid?)null,
        differences,
        parts,
    };

    /// <summary>The stand-in tells nothing by query: what was answered is the same list, here that of the open ones.</summary>
    private Reader On(FakeBody body, params object[] proposals) =>
        app.Reader(body).WithMethod()
            .On("GET", $"plans/bodies/{body.Id}/plan", PlanFakes.Plan(1, 0, 0, 0, PlanFakes.Objective("1.1", 1, declared: true)))
            .On("GET", Url(body), PlanFakes.List(proposals));
}
