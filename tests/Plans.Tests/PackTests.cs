using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Documents as people open them: valid, readable aloud, made of the plan, and of nothing that is not shared.</summary>
public sealed class PackTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Theory]
    [InlineData("council-note", "Note au conseil : la démarche de données ouvertes")]
    [InlineData("deliberation", "Projet de délibération")]
    [InlineData("results", "Ce que les données ouvertes ont apporté à Béganne")]
    [InlineData("committee", "Comité de pilotage des données ouvertes")]
    public async Task Each_document_is_valid_titled_in_French_and_can_be_read_aloud_also_for_an_empty_plan(string kind, string heading)
    {
        var (empty, full) = (await app.TownAsync(), await FullAsync());
        foreach (var town in new[] { empty, full })
        {
            using var document = await OpenAsync(town, kind);
            Assert.Equal(heading, Plain(Styled(document, "Heading1").Single()));
            Assert.Contains("données ouvertes de Béganne", document.PackageProperties.Title!, StringComparison.Ordinal);
            Assert.Equal("fr-FR", document.PackageProperties.Language);
            Assert.Equal("fr-FR", document.MainDocumentPart!.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!.Languages!.Val!.Value);
            Assert.NotEmpty(Styled(document, "Heading2"));
            Assert.All(document.MainDocumentPart.Document!.Body!.Descendants<Table>(), table =>
            {
                Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
                Assert.NotEmpty(table.GetFirstChild<TableProperties>()!.TableCaption!.Val!.Value!);
            });
        }
    }

    [Fact]
    public async Task The_note_and_the_deliberation_take_their_words_from_the_strategy_and_mark_what_is_missing()
    {
        var town = await FullAsync();
        foreach (var kind in new[] { "council-note", "deliberation" })
        {
            using var document = await OpenAsync(town, kind);
            var text = Text(document);
            Assert.Contains("Servir les habitants", text, StringComparison.Ordinal);
            Assert.Contains("« Des données utiles »", text, StringComparison.Ordinal);
            Assert.Contains("1.1 Faire connaître la démarche", text, StringComparison.Ordinal);
            Assert.Contains("Dominique Exemple", text, StringComparison.Ordinal);
            Assert.All(document.MainDocumentPart!.Document!.Body!.Descendants<Run>(), run =>
                Assert.Equal(run.InnerText.StartsWith('['), run.RunProperties?.Highlight is not null));
        }

        using var bare = await OpenAsync(await app.TownAsync(), "council-note");
        Assert.Contains("[En deux phrases", Text(bare), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_show_what_is_proved_and_a_text_with_control_characters_breaks_nothing()
    {
        var town = await FullAsync();
        var action = await town.ActionAsync("Titre\u0001 <b>&amp;");
        await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Figure", title = "412 téléchargements <\u0002>" });
        using var document = await OpenAsync(town, "results");
        var text = Text(document);
        Assert.Contains("412 téléchargements <>", text, StringComparison.Ordinal);
        Assert.Contains("Titre <b>&amp;", text, StringComparison.Ordinal);
        Assert.Contains("1 sur 9", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deck_of_a_parent_covers_the_territory_with_what_is_shared_and_nothing_else()
    {
        var (parent, child) = await app.FamilyAsync();
        var silent = await app.TownAsync("Peillac");
        await app.AttachAsync(parent.Body, silent.Body, ShareLevel.Nothing);
        foreach (var town in new[] { child, silent })
        {
            await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/2.1", new { declared = true, reason = "Secret de la commune" }, 0)).JsonAsync();
        }

        // The share is delivered once when it is accepted, and again with what was declared.
        await Eventually.HoldsAsync(async () => Assert.Contains("\"declared\":1", (await parent.GridAsync()).GetProperty("objectives").GetRawText(), StringComparison.Ordinal));
        using var document = await OpenAsync(parent, "committee");
        var text = Text(document);
        Assert.Contains("1 partagé / 2", text, StringComparison.Ordinal);
        Assert.Contains("1 / 1", text, StringComparison.Ordinal);
        Assert.Contains("Béganne", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Peillac", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
        using var own = await OpenAsync(child, "committee");
        Assert.DoesNotContain("Le territoire", Text(own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_for_a_visit_tells_what_is_shared_and_leaves_a_trace()
    {
        var (parent, child) = await app.FamilyAsync();
        var silent = await app.TownAsync("Peillac");
        await app.AttachAsync(parent.Body, silent.Body, ShareLevel.Nothing);
        var proposal = await parent.ProposeAsync(child);
        await (await child.Client.PostAsync($"{child.Url}/proposals/{proposal}/decline", new { reason = "Pas cette année" })).JsonAsync();
        await (await child.Client.SendAsync(HttpMethod.Put, $"{child.Url}/objectives/2.1", new { declared = true }, 0)).JsonAsync();
        await Eventually.HoldsAsync(async () =>
        {
            using var document = await OpenAsync(parent, $"visits/{child.Body.Id}");
            Assert.Contains("1 sur 9", Text(document), StringComparison.Ordinal);
            Assert.Contains("Pas cette année", Text(document), StringComparison.Ordinal);
        });
        await Eventually.HoldsAsync(async () => Assert.NotEmpty((await child.Client.OkAsync($"{child.Url}/reads")).GetProperty("items").EnumerateArray()));
        using var other = await OpenAsync(parent, $"visits/{silent.Body.Id}");
        Assert.Contains("Non partagé", Text(other), StringComparison.Ordinal);
        Assert.Empty((await silent.Client.OkAsync($"{silent.Url}/reads")).GetProperty("items").EnumerateArray());
        await (await parent.Client.GetAsync($"{parent.Url}/documents/visits/{(await app.TownAsync("Ailleurs")).Body.Id}")).IsProblemAsync(404, "not-found");
    }

    [Theory]
    [InlineData("WriteCouncilNote", "council-note", 1)]
    [InlineData("WriteResults", "results", 2)]
    [InlineData("WriteCommitteePack", "committee", 6)]
    public async Task A_document_costs_few_statements_whatever_the_territory(string feature, string kind, int most)
    {
        var (parent, _) = await app.FamilyAsync();
        var statements = app.Statements.Listen(feature);
        using var document = await OpenAsync(parent, kind);
        app.Statements.Stop();
        Assert.InRange(statements.Count, 1, most);
    }

    [Fact]
    public async Task A_document_is_the_body_s_own_and_a_download()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.ReadAndComment);
        foreach (var kind in new[] { "council-note", "deliberation", "results", "committee" })
        {
            var answer = await child.Client.GetAsync($"{child.Url}/documents/{kind}");
            Assert.Equal(("attachment", "nosniff", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (
                answer.Content.Headers.ContentDisposition!.DispositionType, answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Content.Headers.ContentType!.MediaType));
            await (await parent.Client.GetAsync($"{child.Url}/documents/{kind}")).IsProblemAsync(403, "not-allowed");
            await (await (await app.TownAsync("Ailleurs")).Client.GetAsync($"{child.Url}/documents/{kind}")).IsProblemAsync(404, "not-found");
            Assert.Equal(401, (int)(await app.Anonymous().GetAsync($"{child.Url}/documents/{kind}")).StatusCode);
        }
    }

    private async Task<Town> FullAsync()
    {
        var town = await app.TownAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/plan", new { state = "Active", electedName = "Dominique Exemple", leadId = town.Lead.Id }, 0)).JsonAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/strategy", new { title = "Des données utiles", origin = "Own", intentions = "Servir les habitants.\n\nEt les agents.", ambitions = "Dix jeux.", means = "Un jour par semaine.", fromYear = 2027, toYear = 2030 }, 0)).JsonAsync();
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1", new { declared = true, targetOn = "2027-06-30" }, 0)).JsonAsync();
        var action = await town.ActionAsync("Réunir les services");
        var proof = await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Note", title = "Compte rendu" });
        await (await town.Client.SendAsync(HttpMethod.Put, $"{town.Url}/objectives/1.1/evaluation", new { reached = true, proofEvidenceId = proof }, 1)).JsonAsync();
        await (await town.MoveAsync(await town.ActionAsync("Ouvrir le budget"), "Blocked", "L’éditeur ne répond pas")).JsonAsync();
        return town;
    }

    private static async Task<WordprocessingDocument> OpenAsync(Town town, string kind)
    {
        using var answer = await town.Client.GetAsync($"{town.Url}/documents/{kind}");
        Assert.True(answer.IsSuccessStatusCode, $"{kind}: {(int)answer.StatusCode}");
        var document = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        return document;
    }

    private static IEnumerable<Paragraph> Styled(WordprocessingDocument document, string style) =>
        document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == style);

    private static string Plain(Paragraph paragraph) => paragraph.InnerText.Replace('\u00A0', ' ');

    private static string Text(WordprocessingDocument document) =>
        string.Join('\n', document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(Plain)).Replace('\u202F', ' ');
}
