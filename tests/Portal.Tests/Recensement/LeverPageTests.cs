using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Recensement;

public sealed class LeverPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Fact]
    public async Task The_levers_show_coverage_questions_and_what_waits_for_an_elected_person()
    {
        var body = FakeBody.Commune();
        var page = (await On(body).On("GET", $"plans/bodies/{body.Id}/levers", Levers()).GetAsync($"/c/{body.Slug}/leviers")).IsWhole();
        Assert.Contains("1 mission a un levier en place, sur 2.", page.Text, StringComparison.Ordinal);
        Assert.Contains("50 %", page.Text, StringComparison.Ordinal);
        Assert.Contains("Attend un mot de l’élu", page.Text, StringComparison.Ordinal);
        Assert.Contains("Rencontre prévue", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mission_sends_ideas_and_levers_at_work()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/levers", Levers()).On("PUT", $"plans/bodies/{body.Id}/levers/missions/{Id}", new { id = Id, version = 4 });
        var form = (await reader.GetAsync($"/c/{body.Slug}/leviers/missions/{Id}")).IsWhole();
        var done = await reader.SubmitAsync(form, "main form", ("Input.Title", "Voirie"), ("levers[Publish]", "work"), ("levers[Reuse]", "idea"), ("levers[Evaluate]", ""));
        Assert.Equal($"/c/{body.Slug}/leviers#missions", done.Leads);
        var sent = reader.AskedOnce("PUT", $"plans/bodies/{body.Id}/levers/missions/{Id}");
        Assert.Equal(("\"3\"", "Publish", "Reuse"), (sent.IfMatch, sent.Json.GetProperty("atWork")[0].GetString(), sent.Json.GetProperty("ideas")[0].GetString()));
    }

    [Fact]
    public async Task A_question_without_its_ends_is_refused_beside_the_field()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/inventory/datasets", new { items = Array.Empty<object>(), next = (string?)null, counts = new { }, services = Array.Empty<object>() });
        var again = (await reader.SubmitAsync($"/c/{body.Slug}/leviers/problematiques/nouvelle", "main form", ("Input.Title", "Vieillir ici"), ("Input.Data", "Des listes"))).IsWhole();
        Assert.NotNull(again.ErrorOf("Finalité"));
        Assert.Equal("Des listes", again.ValueOf("Données en jeu"));
    }

    [Theory]
    [InlineData(Role.ProjectLead, false)]
    [InlineData(Role.Elected, true)]
    public async Task Only_an_elected_person_is_offered_to_confirm_a_sensitive_policy(Role role, bool offered)
    {
        var body = FakeBody.Commune("Béganne", role);
        var url = $"plans/bodies/{body.Id}/levers/co-designs/{Id}";
        var reader = On(body).On("GET", url, CoDesign()).On("POST", url + "/confirmation", new { id = Id, version = 3 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/leviers/co-conception/{Id}")).IsWhole();
        Assert.Equal(offered, page.Offers("Confirmer que la démarche peut commencer"));
        if (offered)
        {
            Assert.Equal($"/c/{body.Slug}/leviers/co-conception/{Id}", (await reader.SubmitAsync(page, "form[action*='handler=Confirm']")).Leads);
            Assert.Equal("\"2\"", reader.AskedOnce("POST", url + "/confirmation").IfMatch);
        }
    }

    [Fact]
    public async Task A_step_refused_says_so_beside_its_date()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/levers/co-designs/{Id}";
        var reader = On(body).On("GET", url, CoDesign()).RefusesField("PUT", url + "/steps/Frame", "doneOn", "Ce sujet est sensible.");
        var again = (await reader.SubmitAsync($"/c/{body.Slug}/leviers/co-conception/{Id}", "#etapes form", ("doneOnFrame", "2026-10-01"), ("noteFrame", "Avec les parents"))).IsWhole();
        Assert.Equal("Ce sujet est sensible.", again.ErrorOf("Franchie le"));
        Assert.Equal("Avec les parents", again.ValueOf("Ce qui en est sorti"));
    }

    [Fact]
    public async Task The_trajectory_is_drawn_with_a_table_and_says_whose_it_is()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"plans/bodies/{body.Id}/trajectory", Trajectory()).On("PUT", $"plans/bodies/{body.Id}/trajectory/criteria/frame-2", new { code = "frame-2", version = 1 });
        var page = (await reader.GetAsync($"/c/{body.Slug}/trajectoire")).IsWhole();
        Assert.Contains("1 preuve réunie sur 3, phase en cours : cadrer.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Reconstitution de l’équipe.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Cadrer, mars 2026 à juin 2026 : 1 preuve sur 3.", page.Find("svg desc").TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.EndsWith("/plan", page.Act("Les deux noms sont sur la fiche du plan").GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith("actions/nouvelle?moyen=M4", page.Act("En faire une action").GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith("/strategie/modifier", page.Act("Écrire la stratégie").GetAttribute("href"), StringComparison.Ordinal);
        await reader.SubmitAsync(page, "form[action*='handler=Tick']", ("why-frame-2", "Vote du conseil"), ("on-frame-2", "2026-05-02"));
        var sent = reader.AskedOnce("PUT", $"plans/bodies/{body.Id}/trajectory/criteria/frame-2");
        Assert.Equal(("Vote du conseil", "2026-05-02", "\"0\""), (sent.Json.GetProperty("justification").GetString(), sent.Json.GetProperty("on").GetString(), sent.IfMatch));
    }

    [Fact]
    public async Task The_coverage_says_n_shared_of_n_and_why_a_row_is_empty()
    {
        var body = FakeBody.Parent();
        var page = (await On(body).On("GET", $"plans/bodies/{body.Id}/coverage", new
        {
            total = 2,
            shared = 1,
            matching = 2,
            matchingShared = 1,
            capped = false,
            schemas = new[] { new { name = "scdl/budget", title = "Budget", scdl = true, children = 1 } },
            rows = new[]
            {
                new { bodyId = Id, name = "Allaire", slug = "allaire-56001", why = (string?)null, published = (int?)2, counts = (int[]?)[1] },
                new { bodyId = Id, name = "Béganne", slug = "beganne-56008", why = (string?)"SharesNothing", published = (int?)null, counts = (int[]?)null },
            },
            origin = new { source = "schema.data.gouv.fr", licence = "Licence Ouverte 2.0", vintage = "2026-06-08" },
        }).GetAsync($"/c/{body.Slug}/territoire/couverture")).IsWhole();
        Assert.Contains("1 collectivité sur 2 partage ses indicateurs.", page.Text, StringComparison.Ordinal);
        Assert.Contains("non partagé : elle a choisi de ne pas partager ses indicateurs", page.Text, StringComparison.Ordinal);
        Assert.Contains("schema.data.gouv.fr, Licence Ouverte 2.0", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_begun_from_a_dataset_keeps_the_link()
    {
        var body = FakeBody.Commune();
        var reader = On(body).On("GET", $"territory/bodies/{body.Id}/members", new { items = Array.Empty<object>(), next = (string?)null }).On("POST", $"plans/bodies/{body.Id}/actions", new { id = Id, version = 1 }, HttpStatusCode.Created);
        var form = (await reader.GetAsync($"/c/{body.Slug}/actions/nouvelle?jeu={Id}&sujet=Aires%20de%20jeux")).IsWhole();
        Assert.Equal("Publier : Aires de jeux", form.ValueOf("Titre de l’action")!.Replace('\u00A0', ' '));
        await reader.SubmitAsync(form, "form[data-guard]", ("Input.Title", "Publier les aires de jeux"), ("Input.Objectives", "2.1"));
        var sent = reader.AskedOnce("POST", $"plans/bodies/{body.Id}/actions").Json;
        Assert.Equal(("Dataset", Id), (sent.GetProperty("origin").GetString(), sent.GetProperty("originId").GetGuid()));
    }

    private Reader On(FakeBody body) => app.Reader(body).WithMethod();

    private static object Levers() => new
    {
        missions = new object[]
        {
            new { id = Id, version = 3, title = "Voirie", service = (string?)null, ideas = new[] { "Reuse" }, atWork = new[] { "Publish" }, note = (string?)null, actions = 1 },
            new { id = Guid.CreateVersion7(), version = 1, title = "Écoles", service = (string?)null, ideas = Array.Empty<string>(), atWork = Array.Empty<string>(), note = (string?)null, actions = 0 },
        },
        covered = 1,
        thought = 0,
        questions = new[] { new { id = Id, title = "Vieillir ici", ends = "Aller au marché à pied.", meetingOn = "2027-01-01", state = "Planned", actions = 0 } },
        coDesigns = new[] { new { id = Id, policy = "Tarifs", sensitive = true, mayStart = false, steps = 0, lastOn = (string?)null } },
        starters = Array.Empty<string>(),
        deleted = Array.Empty<object>(),
    };

    private static object CoDesign() => new
    {
        id = Id,
        version = 2,
        policy = "Tarifs",
        sensitive = true,
        why = "Revenus des familles",
        mayStart = false,
        confirmedAt = (string?)null,
        confirmedBy = (object?)null,
        aim = "Des tarifs clairs.",
        people = (string?)null,
        data = (string?)null,
        risks = (string?)null,
        nextDecision = (string?)null,
        steps = new[] { "Frame", "Share", "Imagine", "Try", "Decide" }.Select(stage => new { stage, version = 0, doneOn = (string?)null, note = (string?)null }),
        updatedAt = "2026-10-01T10:00:00Z",
        actions = Array.Empty<object>(),
    };

    private static object Trajectory() => new
    {
        version = 1,
        startsOn = "2026-03-01",
        suggestedStart = (string?)null,
        label = "Trajectoire",
        notice = "Reconstitution de l’équipe.",
        phases = new[]
        {
            new
            {
                code = "frame",
                label = "Cadrer",
                fromMonth = 0,
                toMonth = 3,
                fromOn = "2026-03-01",
                toOn = "2026-06-01",
                purpose = "Décider.",
                objectives = new[] { "1.1" },
                standing = "Current",
                met = 1,
                criteria = new[]
                {
                    new { code = "frame-3", label = "Des personnes sont nommées", objective = (string?)null, means = new[] { "M6" }, met = true, proof = (string?)"Les deux noms sont sur la fiche du plan", page = (string?)"plan", version = 0, justification = (string?)null, justifiedOn = (string?)null },
                    new { code = "frame-2", label = "Le conseil s’est prononcé", objective = (string?)"1.1", means = new[] { "M4" }, met = false, proof = (string?)null, page = (string?)null, version = 0, justification = (string?)null, justifiedOn = (string?)null },
                    new { code = "frame-1", label = "La stratégie est écrite", objective = (string?)null, means = Array.Empty<string>(), met = false, proof = (string?)null, page = (string?)null, version = 0, justification = (string?)null, justifiedOn = (string?)null },
                },
            },
        },
    };
}
