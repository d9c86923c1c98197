using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Campagnes;

public sealed class CampaignPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Allaire = Guid.NewGuid(), Rieux = Guid.NewGuid(), Plesse = Guid.NewGuid(), CampaignId = Guid.NewGuid();

    [Fact]
    public async Task The_list_says_what_became_of_each_proposal_and_an_empty_one_what_to_do()
    {
        var body = FakeBody.Parent();
        var reader = On(body).On("GET", Url(body), PlanFakes.List(new
        {
            id = CampaignId,
            title = "Présenter la démarche",
            objectives = new[] { "1.1" },
            createdAt = "2026-11-01T09:00:00Z",
            expiresOn = "2027-01-31",
            expired = false,
            counts = Counts(),
        }));
        var page = (await reader.GetAsync($"/c/{body.Slug}/campagnes")).IsWhole();
        Assert.Equal(["12", "4", "1", "5 (et 2 pas encore inscrites)"], page.Document.QuerySelectorAll("tbody td.num").Select(c => c.TextContent.Trim()));

        var empty = (await On(body).On("GET", Url(body), PlanFakes.List()).GetAsync($"/c/{body.Slug}/campagnes")).IsWhole();
        Assert.Contains("Aucune proposition envoyée", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Communes_are_filtered_and_ticked_without_losing_what_was_typed()
    {
        var body = FakeBody.Parent();
        var reader = On(body);
        var form = (await reader.GetAsync($"/c/{body.Slug}/campagnes/nouvelle?commune={Rieux}")).IsWhole();
        Assert.Contains("1 commune choisie sur 3.", form.Text, StringComparison.Ordinal);

        var all = await PostAsync(reader, form, "All", ("Input.Title", "Présenter"), ("Input.Departement", "56"), ("Input.Children", Plesse.ToString()));
        all.IsWhole();
        Assert.Contains("3 communes choisies sur 3.", all.Text, StringComparison.Ordinal);
        Assert.Equal("Présenter", all.ValueOf("Titre de l’action proposée"));
        Assert.Equal(["Allaire", "Rieux"], all.Document.QuerySelectorAll("tbody th").Select(c => c.TextContent.Trim()));
        Assert.Equal(Plesse.ToString(), all.Find("input[type=hidden][name='Input.Children']").GetAttribute("value"));
        Assert.False(all.Has(".error-summary"));

        var none = await PostAsync(reader, form, "None", ("Input.Departement", "56"), ("Input.Children", Plesse.ToString()), ("Input.Children", Rieux.ToString()));
        Assert.Contains("1 commune choisie sur 3.", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_shows_what_a_commune_sees_before_anything_is_sent()
    {
        var body = FakeBody.Parent();
        var reader = On(body).On("POST", Url(body), new { id = CampaignId, sent = 1, waiting = 1 }, HttpStatusCode.Created);
        var form = await reader.GetAsync($"/c/{body.Slug}/campagnes/nouvelle?moyen=M4");
        Assert.Equal("Présenter la démarche en conseil", form.ValueOf("Titre de l’action proposée"));

        var wrong = await PostAsync(reader, form, "Preview", ("Input.Title", "Présenter"), ("Input.Objectives", "1.1"), ("Input.ExpiresOn", "2020-01-01"));
        Assert.Equal("La date limite est déjà passée.", wrong.ErrorOf("Réponse souhaitée avant le"));
        Assert.Contains("Choisissez au moins une commune.", wrong.Text, StringComparison.Ordinal);

        var preview = await PostAsync(reader, form, "Preview", ("Input.Title", "Présenter"), ("Input.Objectives", "1.1"), ("Input.Message", "Nous venons avec vous."), ("Input.Children", Allaire.ToString()), ("Input.Children", Rieux.ToString()));
        preview.IsWhole();
        Assert.Contains("Nous venons avec vous.", preview.Find("article").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 commune la recevra tout de suite, 1 autre en rejoignant le territoire.", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Asked, r => r.Method == "POST");

        var values = preview.Document.QuerySelectorAll("form.send input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        var sent = await reader.PostAsync(preview.Act("Envoyer à 2 communes").GetAttribute("formaction")!, values);
        Assert.Equal($"/c/{body.Slug}/campagnes/{CampaignId}", sent.Leads);
        var json = reader.AskedOnce("POST", Url(body)).Json;
        Assert.Equal(2, json.GetProperty("children").GetArrayLength());
        Assert.Equal("Nous venons avec vous.", json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_answers_are_shown_with_their_reasons_and_what_is_open_can_be_withdrawn()
    {
        var body = FakeBody.Parent();
        var url = $"{Url(body)}/{CampaignId}";
        var reader = On(body).On("GET", url, Campaign()).On("POST", $"{url}/withdrawal", new { id = CampaignId, counts = Counts() });
        var page = (await reader.GetAsync($"/c/{body.Slug}/campagnes/{CampaignId}")).IsWhole();
        Assert.Contains("5 réponses sur 12 communes, dont 4 dans un plan.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Le conseil vient d’avoir lieu", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 communes ne l’ont pas encore reçue", page.Text, StringComparison.Ordinal);
        var done = await reader.SubmitAsync(page, "form[action*=Withdraw]");
        Assert.Equal($"/c/{body.Slug}/campagnes/{CampaignId}", done.Leads);
    }

    [Fact]
    public async Task Those_who_have_not_answered_are_listed_with_the_reason_and_reminded_in_one_click()
    {
        var body = FakeBody.Parent();
        var url = $"{Url(body)}/{CampaignId}";
        var reader = On(body).On("GET", url, Campaign()).On("POST", $"{url}/reminder", new { reminded = 1, tooSoon = 0 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/campagnes/{CampaignId}")).IsWhole();
        Assert.Contains("Relancer 1 commune", page.Text, StringComparison.Ordinal);
        Assert.Contains("Jamais ouverte depuis", page.Text, StringComparison.Ordinal);
        // Who has not received it cannot be reminded: the page says how many, and where to invite them.
        Assert.DoesNotContain("Plessé", page.Text, StringComparison.Ordinal);
        Assert.EndsWith("/territoire/inviter", page.Act("Inviter des collectivités").GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull((await reader.SubmitAsync(page, "tbody form[action*=Remind]")).Leads);
        Assert.Equal(Rieux, reader.AskedOnce("POST", $"{url}/reminder").Json.GetProperty("children")[0].GetGuid());
    }

    [Fact]
    public async Task A_new_version_starts_from_what_was_sent_and_carries_its_version()
    {
        var body = FakeBody.Parent();
        var url = $"{Url(body)}/{CampaignId}";
        var reader = On(body).On("GET", url, Campaign()).On("PUT", url, new { id = CampaignId, sentVersion = 5, sent = 3 });
        var form = (await reader.GetAsync($"/c/{body.Slug}/campagnes/{CampaignId}/modifier")).IsWhole();
        Assert.Equal("Présenter la démarche", form.ValueOf("Titre"));
        var done = await reader.SubmitAsync(form, "main form", ("Input.Title", "Présenter la démarche au conseil"));
        Assert.Equal($"/c/{body.Slug}/campagnes/{CampaignId}", done.Leads);
        var asked = reader.AskedOnce("PUT", url);
        Assert.Equal("Présenter la démarche au conseil", asked.Json.GetProperty("action").GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_a_commune_did_is_taken_over_or_relayed_where_it_agrees()
    {
        var body = FakeBody.Parent();
        var url = $"plans/bodies/{body.Id}/received-offers";
        object Offer(Guid id, bool relay) => new
        {
            id,
            from = new { bodyId = Allaire, name = "Allaire", slug = "allaire-1" },
            action = new { title = "Compter les bancs", description = "", objectives = new[] { "1.1" }, mean = (string?)null, audiences = new[] { "services" } },
            message = "Une après-midi a suffi.",
            mayBeRelayed = relay,
            status = "Received",
            receivedAt = "2026-11-20T10:00:00Z",
        };
        var reader = On(body).On("GET", url, PlanFakes.List(Offer(Plesse, true), Offer(Rieux, false), Offer(Allaire, true)))
            .On("POST", $"{url}/{Plesse}/relay", new { offerId = Plesse, status = "Relayed", campaignId = CampaignId, sent = 3 })
            .On("POST", $"{url}/{Plesse}/adoption", new { offerId = Plesse, status = "Adopted", actionId = CampaignId });
        var page = (await reader.GetAsync($"/c/{body.Slug}/campagnes/recues")).IsWhole();
        Assert.Equal(2, page.Document.QuerySelectorAll("form.relay").Length);
        Assert.NotNull((await reader.SubmitAsync(page, "form[action*=Adopt]")).Leads);
        Assert.NotNull((await reader.SubmitAsync(page, "form.relay", ("message", "À reprendre"))).Leads);
        Assert.Equal("À reprendre", reader.AskedOnce("POST", $"{url}/{Plesse}/relay").Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Someone_who_only_reads_is_offered_no_proposal()
    {
        var body = FakeBody.Parent("Redon Agglomération", Role.Reader);
        var reader = On(body).On("GET", Url(body), PlanFakes.List()).On("GET", $"{Url(body)}/{CampaignId}", Campaign());
        Assert.False((await reader.GetAsync($"/c/{body.Slug}/campagnes")).Offers("Proposer aux communes"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/c/{body.Slug}/campagnes/nouvelle")).Status);
        Assert.False((await reader.GetAsync($"/c/{body.Slug}/campagnes/{CampaignId}")).IsWhole().Has("form[action*=Withdraw]"));
    }

    private static string Url(FakeBody body) => $"plans/bodies/{body.Id}/campaigns";

    private static object Counts() => new { total = 12, waitingForAccession = 2, sent = 2, seen = 3, accepted = 2, adapted = 1, declined = 1, alreadyDone = 1, withdrawn = 0, expired = 0 };

    private static object Campaign() => new
    {
        id = CampaignId,
        action = new { title = "Présenter la démarche", description = "", objectives = new[] { "1.1" }, mean = "M4", audiences = new[] { "elected" } },
        message = "",
        createdAt = "2026-11-01T09:00:00Z",
        createdBy = new { id = Guid.NewGuid(), name = "Camille Essai" },
        expiresOn = (string?)null,
        expired = false,
        withdrawnAt = (string?)null,
        counts = Counts(),
        sentVersion = 4,
        toRemind = 1,
        chase = new[]
        {
            new { childId = Rieux, name = "Rieux", slug = "rieux-1", departements = "56", joined = true, status = "Sent", sentAt = (string?)"2026-11-01T09:00:00Z" },
            new { childId = Plesse, name = "Plessé", slug = "plesse-1", departements = "44", joined = false, status = "WaitingForAccession", sentAt = (string?)null },
        },
        recipients = PlanFakes.List(new
        {
            childId = Allaire,
            name = "Allaire",
            slug = "allaire-1",
            departements = "56",
            joined = true,
            status = "Declined",
            reason = "Le conseil vient d’avoir lieu",
            sentAt = "2026-11-01T09:00:00Z",
            answeredAt = "2026-11-12T09:00:00Z",
        }),
    };

    private static object Row(Guid id, string name, string departement, string? why) => new
    {
        bodyId = id,
        name,
        slug = Folding.Fold(name) + "-1",
        kind = "Commune",
        departements = departement,
        population = 1000,
        shared = why is null,
        why,
        level = "Nothing",
        progress = why is null ? new { actionsTotal = 1, actionsDone = 0, lastMonth = "2026-11", cells = Enumerable.Repeat(new { state = "None" }, 9) } : null,
    };

    private static Task<Page> PostAsync(Reader reader, Page form, string handler, params (string Name, string Value)[] fields)
    {
        var element = form.Find("form.campaign");
        var token = element.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return reader.PostAsync(
            $"{form.Path.Split('?')[0]}?handler={handler}",
            fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
    }

    private Reader On(FakeBody body) => app.Reader(body).WithMethod()
        .On("GET", $"plans/bodies/{body.Id}/actions", PlanFakes.List())
        .On("GET", $"plans/bodies/{body.Id}/oversight", new
        {
            total = 3,
            shared = 1,
            matching = 3,
            matchingShared = 1,
            capped = false,
            objectives = Array.Empty<object>(),
            rows = new[] { Row(Allaire, "Allaire", "56", null), Row(Plesse, "Plessé", "44", "SharesNothing"), Row(Rieux, "Rieux", "56", "Prepared") },
        });
}
