using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Sheets of actions, as public bodies really send them, in and out.</summary>
public sealed class SheetTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Theory]
    [InlineData("Csv")]
    [InlineData("Xlsx")]
    public async Task What_is_exported_changes_nothing_when_it_is_imported_again(string format)
    {
        // Whatever people type: marks, quotes, formulas, ends of line, characters that XML cannot hold.
        var text = Gen.OneOf(Gen.String[Gen.Char[" aéœ;,\"'=+-@\t\n_x0041\u0001€»\u00A0"], 0, 40], Gen.Const("=1+2"), Gen.Const("'=A1"), Gen.Const("a;b\"c\"\r\nd"), Gen.Const("_x0041_"));
        var title = text.Select(t => $"T{t}é.");
        var action = Gen.Select(title, text, text, Gen.Int[0, 3000], Gen.Int[0, 100_000], Gen.Int[0, 4], Gen.Int[0, 2]);
        await action.Array[1, 12].SampleAsync(async rows =>
        {
            var town = await app.TownAsync();
            foreach (var (name, words, more, start, cents, recurs, priority) in rows)
            {
                var first = new DateOnly(2026, 1, 1).AddDays(start);
                await town.Client.CreatedAsync($"{town.Url}/actions", new
                {
                    title = name,
                    description = words,
                    objectives = new[] { "1.1", "2.3" },
                    audiences = new[] { "services", "elected" },
                    pilots = new[] { town.Lead.Id },
                    pilotNames = more,
                    partners = words,
                    funding = more,
                    startsOn = first,
                    endsOn = first.AddDays(7),
                    budget = cents / 100m,
                    recurrence = Enum.GetValues<Actions.Recurrence>()[recurs],
                    priority = Enum.GetValues<Actions.ActionPriority>()[priority],
                });
            }

            var whole = await town.ActionAsync("Une entière");
            await town.Client.CreatedAsync($"{town.Url}/actions", new { title = "Une partie", objectives = new[] { "3.1" }, parentActionId = whole });
            var file = await town.Client.GetByteArrayAsync($"{town.Url}/actions/sheet?format={format}");
            var found = await SendAsync(town, new { content = file });
            Assert.Equal((0, 0, rows.Length + 2, 0), Counts(found));
            Assert.False(found.GetProperty("isUnsure").GetBoolean());
        }, iter: 8, threads: 1);
    }

    [Fact]
    public async Task A_sheet_is_looked_at_first_and_written_whole_with_what_changed_told()
    {
        var town = await app.TownAsync();
        var id = await town.ActionAsync("Réunir les services");
        var other = await town.ActionAsync("Présenter au conseil");
        var sheet = $"ÉCHÉANCE;titre;Identifiant;État;Budget (€);Objectifs servis;Sous-action de\r\n31/12/2027;Réunir tous les services;{id};En cours;12 500,50;1.1;\r\n;Présenter au conseil;{other};;;1.1;\r\n1er mars 2027;Écrire aux associations;;À venir;1\u202F200\u00A0€;2.2, 2.1;\r\n;Choisir les associations;;;;2.2;Écrire aux associations\r\n";
        var found = await SendAsync(town, new { text = sheet });
        Assert.Equal((2, 1, 1, 0), Counts(found));
        var changed = found.GetProperty("rows").EnumerateArray().First();
        Assert.Equal(["title", "state", "endsOn", "budget"], changed.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()));
        Assert.Equal("Réunir les services", (await town.Client.OkAsync($"{town.Url}/actions/{id}")).GetProperty("title").GetString());

        var fingerprint = found.GetProperty("fingerprint").GetString();
        Assert.True((await SendAsync(town, new { text = sheet, apply = fingerprint })).GetProperty("applied").GetBoolean());
        var read = await town.Client.OkAsync($"{town.Url}/actions/{id}");
        Assert.Equal(("Réunir tous les services", "InProgress", "2027-12-31", 12500.5m), (Text(read, "title"), Text(read, "state"), Text(read, "endsOn"), read.GetProperty("budget").GetDecimal()));
        Assert.Equal("edited", Text(read.GetProperty("notes")[0], "act"));
        var items = (await town.Client.OkAsync($"{town.Url}/actions?source=Import")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, items.Count);
        Assert.Single(items, i => i.GetProperty("parentActionId").ValueKind == JsonValueKind.String);

        // The same again: the plan is another one by now.
        await (await town.Client.PostAsync($"{town.Url}/actions/sheet", new { text = sheet, apply = fingerprint })).IsProblemAsync(409, "plan-changed");
    }

    [Fact]
    public async Task Nothing_is_written_when_one_row_is_refused_and_each_refusal_names_row_column_and_reason()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var foreign = await other.ActionAsync();
        var sheet = $"Titre;Échéance;Budget (€);État;Objectifs servis;Identifiant\nBonne;01/02/2027;10;À venir;1.1;\nMauvaise date;31/02/2027;;;1.1;\nMauvais budget;;beaucoup;;1.1;\nMauvais état;;;Presque;1.1;\nSans objectif;;;;;\nMauvais objectif;;;;4.1;\nVolée;;;;1.1;{foreign}\nab;;;;1.1;\n";
        var found = await SendAsync(town, new { text = sheet });
        Assert.Equal((1, 0, 0, 7), Counts(found));
        Assert.Equal(
            [(3, "Échéance"), (4, "Budget (€)"), (5, "État"), (6, "Objectifs servis"), (7, "Objectifs servis"), (8, "Identifiant"), (9, "Titre")],
            found.GetProperty("rows").EnumerateArray().Where(r => Text(r, "kind") == "Refused").Select(r => (r.GetProperty("row").GetInt32(), Text(r, "column")!)));
        Assert.Contains("31/12/2027", Text(found.GetProperty("rows")[0], "reason"), StringComparison.Ordinal);
        await (await town.Client.PostAsync($"{town.Url}/actions/sheet", new { text = sheet, apply = Text(found, "fingerprint") })).IsProblemAsync(409, "rows-refused");
        Assert.Equal(0, (await town.Client.OkAsync($"{town.Url}/actions")).GetProperty("items").GetArrayLength());
        // An objective for those that name none.
        Assert.Equal(6, Counts(await SendAsync(town, new { text = sheet, objective = "1.2" })).Refused);
    }

    [Fact]
    public async Task Windows_1252_and_pasted_cells_read_like_the_rest()
    {
        var town = await app.TownAsync();
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Titre;Échéance;Objectifs servis\r\nPréparer l’été à 20 €;31/12/2026;1.1\r\n");
        Assert.Equal("Préparer l’été à 20 €", Text((await SendAsync(town, new { content = bytes })).GetProperty("rows")[0], "title"));
        Assert.Equal((1, 0, 0, 0), Counts(await SendAsync(town, new { text = "Titre\tÉchéance\tObjectifs servis\nÀ coller, vraiment\t31/12/2026\t1.1" })));
    }

    [Fact]
    public async Task A_heading_that_is_not_known_waits_for_its_meaning()
    {
        var town = await app.TownAsync();
        const string Sheet = "Quoi;Échéance;Objectifs servis\nOuvrir le budget;31/12/2026;1.1\n";
        var unsure = await SendAsync(town, new { text = Sheet });
        Assert.True(unsure.GetProperty("isUnsure").GetBoolean());
        Assert.Equal(("Quoi", "Ouvrir le budget"), (Text(unsure.GetProperty("columns")[0], "heading"), Text(unsure.GetProperty("columns")[0], "example")));
        Assert.Equal((1, 0, 0, 0), Counts(await SendAsync(town, new { text = Sheet, mapping = new Dictionary<string, string> { ["0"] = "Title" } })));
        await (await town.Client.PostAsync($"{town.Url}/actions/sheet", new { })).NamesFieldAsync("content");
        await (await town.Client.PostAsync($"{town.Url}/actions/sheet", new { content = "PK\x03\x04 rien"u8.ToArray() })).NamesFieldAsync("content");
    }

    [Theory]
    [InlineData("décembre 2026", "2026-12-01", "2026-12-31")]
    [InlineData("sept. 2026", "2026-09-01", "2026-09-30")]
    [InlineData("Aout 2026", "2026-08-01", "2026-08-31")]
    [InlineData("02/2028", "2028-02-01", "2028-02-29")]
    [InlineData("T2 2027", "2027-04-01", "2027-06-30")]
    [InlineData("2e semestre 2027", "2027-07-01", "2027-12-31")]
    [InlineData("1er trimestre 2027", "2027-01-01", "2027-03-31")]
    [InlineData("fin mars 2027", "2027-03-31", "2027-03-31")]
    [InlineData("mercredi 3 mars 2027", "2027-03-03", "2027-03-03")]
    [InlineData("1er mai 2027", "2027-05-01", "2027-05-01")]
    [InlineData("2026", "2026-01-01", "2026-12-31")]
    [InlineData("31/02/2027", null, null)]
    [InlineData("31 février 2027", null, null)]
    [InlineData("jui 2027", null, null)]
    [InlineData("13/2027", null, null)]
    [InlineData("bientôt", null, null)]
    public async Task A_date_without_its_day_begins_with_the_first_and_ends_with_the_last(string said, string? first, string? last)
    {
        var town = await app.TownAsync();
        var found = await SendAsync(town, new { text = $"Titre\tDébut\tÉchéance\tObjectifs servis\nUne action\t{said}\t{said}\t1.1" });
        var row = found.GetProperty("rows")[0];
        Assert.Equal(first is null ? "Refused" : "Added", row.GetProperty("kind").GetString());
        Assert.Equal((first, last), first is null ? (null, null) : (Understood(row, "startsOn"), Understood(row, "endsOn")));
    }

    [Theory]
    [InlineData("1 250,50", 125_050)]
    [InlineData("1\u00A0250,50\u00A0€", 125_050)]
    [InlineData("1\u202F250,5", 125_050)]
    [InlineData("1.250,50", 125_050)]
    [InlineData("1,250.50", 125_050)]
    [InlineData("1250.5 € HT", 125_050)]
    public async Task A_number_is_read_as_people_write_it(string said, int cents)
    {
        var town = await app.TownAsync();
        var found = await SendAsync(town, new { text = $"Titre\tBudget\tObjectifs servis\nUne action\t{said}\t1.1" });
        Assert.Equal(cents / 100m, decimal.Parse(Understood(found.GetProperty("rows")[0], "budget")!, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Faire ceci\t1.1\t3 avril 2027\nFaire cela\t2.1\t4/4/27")]
    [InlineData("Chantier\tAutre chose\tQuand\nFaire ceci\t1.1\t3 avril 2027\nFaire cela\t2.1\t4/4/27")]
    public async Task Cells_under_no_heading_that_is_known_are_guessed_from_what_they_say(string text)
    {
        var town = await app.TownAsync();
        var found = await SendAsync(town, new { content = Encoding.UTF8.GetBytes(text) });
        Assert.Equal((2, 0, 0, 0), Counts(found));
        Assert.Equal(["Title", "Objectives", "EndsOn"], found.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("holds").GetString()));
        // What someone says of a column does not make the first action a heading.
        found = await SendAsync(town, new { content = Encoding.UTF8.GetBytes(text), mapping = new Dictionary<int, string> { [2] = "StartsOn" } });
        Assert.Equal((2, 0, 0, 0), Counts(found));
        Assert.Equal("2027-04-03", Understood(found.GetProperty("rows")[0], "startsOn"));
    }

    [Fact]
    public async Task A_list_of_titles_is_a_list_of_actions_and_what_is_no_text_is_refused()
    {
        var town = await app.TownAsync();
        Assert.Equal((2, 0, 0, 0), Counts(await SendAsync(town, new { text = "Faire ceci\nFaire cela\n", objective = "1.1" })));
        await (await town.Client.PostAsync($"{town.Url}/actions/sheet", new { text = ";\n;\n" })).NamesFieldAsync("content");
        await (await town.Client.PostAsync($"{town.Url}/actions/sheet", new { content = "%PDF-1.7"u8.ToArray() })).NamesFieldAsync("content");
    }

    private static string? Understood(JsonElement row, string field) =>
        row.GetProperty("changes").EnumerateArray().Where(c => Text(c, "field") == field).Select(c => Text(c, "after")).SingleOrDefault();

    [Fact]
    public async Task A_formula_leaves_as_text_and_comes_back_as_it_was()
    {
        var town = await app.TownAsync();
        await town.ActionAsync("=HYPERLINK(\"http://mal.example\")");
        var csv = Encoding.UTF8.GetString(await town.Client.GetByteArrayAsync($"{town.Url}/actions/sheet?format=Csv"));
        Assert.StartsWith("\uFEFFIdentifiant;Titre;", csv, StringComparison.Ordinal);
        Assert.Contains(";\"'=HYPERLINK(", csv, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1, 0), Counts(await SendAsync(town, new { text = csv })));
    }

    /// <summary>Laid out as the spreadsheet by which collectivités hand over a plan to Territoires en Transitions: bands on row 1, headings on row 2, guidance, then the plan.</summary>
    [Fact]
    public async Task The_sheet_of_the_closest_peer_is_read_as_it_is_filled_in()
    {
        var town = await app.TownAsync();
        string[] headings =
        [
            "Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de la fiche action", "Titre de la sous-action", "Descriptif", "Instances de gouvernance", "Objectifs",
            "Indicateurs liés", "Structure pilote", "Moyens humains et techniques", "Partenaires ", "Direction ou service pilote", "Personne pilote", "Élu·e référent·e ", "Participation Citoyenne",
            "Financements", "Financeur 1", "Montant € HT", "Financeur 2", "Montant € HT", "Financeur 3", "Montant € HT", "Budget prévisionnel total € HT", "Statut ", "Niveau de priorité",
            "Date de début", "Date de fin", "Action en amélioration continue", "Mesures liées", "Actions liées", "Notes", "Documents et liens",
        ];
        string[] Row(params (string Heading, string Text)[] cells) => [.. headings.Select((h, at) => Array.IndexOf(headings, h) == at ? cells.FirstOrDefault(c => c.Heading == h).Text ?? "" : "")];
        var file = XlsxOf(
        [
            ["Présentation de l’action"],
            headings,
            [.. headings.Select(_ => "Champ texte")],
            Row(("Axe (x)", "1. Un territoire ouvert"), ("Sous-axe (x.x)", "1.1. Publier"), ("Titre de la fiche action", "Ouvrir le budget"), ("Descriptif", "Le compte administratif."), ("Objectifs", "Rendre compte"),
                ("Structure pilote", "Redon Agglomération"), ("Partenaires ", "Trésorerie, Préfecture"), ("Direction ou service pilote", "Finances"), ("Personne pilote", $"{town.Lead.Name}, Marie PAUL"),
                ("Financeur 1", "Région"), ("Montant € HT", "50000"), ("Budget prévisionnel total € HT", "124566"), ("Statut ", "En retard"), ("Niveau de priorité", "Élevé"),
                ("Date de début", "44881"), ("Date de fin", "31/12/2027"), ("Action en amélioration continue", "VRAI")),
            Row(("Titre de la fiche action", "Ouvrir le budget"), ("Titre de la sous-action", "Extraire les comptes"), ("Statut ", "À venir")),
            Row(("Titre de la fiche action", "Ouvrir les menus"), ("Titre de la sous-action", "Demander à la cantine"), ("Statut ", "Bloqué ")),
        ]);
        var found = await SendAsync(town, new { content = file, objective = "1.3" });
        Assert.Equal((4, 0, 0, 0), Counts(found));
        Assert.False(found.GetProperty("isUnsure").GetBoolean());
        await SendAsync(town, new { content = file, objective = "1.3", apply = Text(found, "fingerprint") });
        var items = (await town.Client.OkAsync($"{town.Url}/actions?size=50")).GetProperty("items").EnumerateArray().ToDictionary(i => Text(i, "title")!);
        var budget = await town.Client.OkAsync($"{town.Url}/actions/{items["Ouvrir le budget"].GetProperty("id").GetGuid()}");
        Assert.Equal(
            ("1. Un territoire ouvert > 1.1. Publier", "Marie PAUL", "Région 50000\u00A0€", "2022-11-16", "2027-12-31", "InProgress", "High", 124566m, "Finances", "Redon Agglomération, Trésorerie, Préfecture"),
            (Text(budget, "section"), Text(budget, "pilotNames"), Text(budget, "funding"), Text(budget, "startsOn"), Text(budget, "endsOn"), Text(budget, "state"), Text(budget, "priority"), budget.GetProperty("budget").GetDecimal(), Text(budget, "service"), Text(budget, "partners")));
        Assert.Equal("Le compte administratif.\n\nObjectifs\u00A0: Rendre compte\n\nAction en amélioration continue\u00A0: oui", Text(budget, "description"));
        Assert.Equal(town.Lead.Id, budget.GetProperty("pilots")[0].GetProperty("id").GetGuid());
        Assert.Equal("Extraire les comptes", Text(Assert.Single(budget.GetProperty("parts").EnumerateArray()), "title"));
        Assert.Equal(items["Ouvrir les menus"].GetProperty("id").GetGuid(), items["Demander à la cantine"].GetProperty("parentActionId").GetGuid());
        Assert.Equal("Blocked", Text(items["Demander à la cantine"], "state"));
    }

    [Fact]
    public async Task Ten_thousand_rows_go_in_at_once_and_say_meanwhile_how_far_they_are()
    {
        var (town, other, run) = (await app.TownAsync(), await app.TownAsync("Allaire"), Guid.CreateVersion7());
        var sheet = new StringBuilder("Titre;Échéance;Objectifs servis;Budget (€);Pilotes\n");
        for (var row = 0; row < 10_000; row++)
        {
            sheet.Append(System.Globalization.CultureInfo.InvariantCulture, $"Action numéro {row};31/12/2027;1.1, 2.2;1 200,50;{town.Lead.Name}\n");
        }

        var found = await SendAsync(town, new { text = sheet.ToString() });
        Assert.Equal((10_000, 0, 0, 0), Counts(found));

        var import = SendAsync(town, new { text = sheet.ToString(), apply = Text(found, "fingerprint"), run });
        var told = new List<(string? Step, int Done, int Total)>();
        while (!import.IsCompleted)
        {
            Assert.Equal(("None", 0, 0), await ProgressAsync(other));
            var there = (await town.Client.OkAsync($"{town.Url}/actions?size=1")).GetProperty("items").GetArrayLength();
            told.Add(await ProgressAsync(town));
            if (told[^1] is { Step: "Writing" } and var (_, done, total) && done < total)
            {
                Assert.Equal(0, there);
            }
        }

        Assert.Equal((10_000, 0, 0, 0), Counts(await import));
        var written = told.Where(t => t is { Step: "Writing", Total: 10_000 }).Select(t => t.Done).ToList();
        Assert.True(written.Distinct().Count() > 1, string.Join(", ", told));
        Assert.Equal(written.Order(), written);
        Assert.Equal(("None", 0, 0), await ProgressAsync(town));

        async Task<(string?, int, int)> ProgressAsync(Town of)
        {
            var answer = await of.Client.OkAsync($"{of.Url}/actions/sheet/progress?run={run}");
            return (Text(answer, "step"), answer.GetProperty("done").GetInt32(), answer.GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task Only_who_may_edit_the_plan_imports_and_every_member_exports()
    {
        var (town, other) = (await app.TownAsync(), await app.TownAsync("Allaire"));
        var reader = app.As(await app.PersonAsync(town.Body, Role.Reader));
        await (await reader.PostAsync($"{town.Url}/actions/sheet", new { text = "Titre;État\nA;" })).IsProblemAsync(403, "not-allowed");
        Assert.Equal(200, (int)(await reader.GetAsync($"{town.Url}/actions/sheet")).StatusCode);
        await (await other.Client.GetAsync($"{town.Url}/actions/sheet")).IsProblemAsync(404, "not-found");
    }

    /// <summary>As Excel writes it: texts apart, numbers as numbers, references on each cell.</summary>
    /// <summary>As spreadsheets write it: shared texts, some in several fonts, a page of explanation before and a hidden list after.</summary>
    private static byte[] XlsxOf(string[][] rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var texts = rows.SelectMany(r => r).Where(c => c.Length > 0).Distinct().ToList();
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(texts.Select((t, at) => at % 2 == 0
                ? new SharedStringItem(new Text(t) { Space = SpaceProcessingModeValues.Preserve })
                : new SharedStringItem(new Run(new Text(t[..1])), new Run(new RunProperties(new Bold()), new Text(t[1..]) { Space = SpaceProcessingModeValues.Preserve }),
                    new PhoneticRun(new Text("non")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 })));
            var cells = rows.Select((row, r) => new Row(row.Select((cell, c) => (cell, c)).Where(c => c.cell.Length > 0).Select(c =>
                new Cell(new CellValue(texts.IndexOf(c.cell))) { CellReference = $"{Letters(c.c)}{r + 1}", DataType = CellValues.SharedString }))
            { RowIndex = (uint)(r + 1) });
            workbook.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                new Sheet { Name = "Mode d'emploi", SheetId = 1, Id = Add(new Row(new Cell(new InlineString(new Text("Lisez-moi"))) { CellReference = "A1", DataType = CellValues.InlineString })) },
                new Sheet { Name = "Fichier", SheetId = 2, Id = Add([.. cells]) },
                new Sheet { Name = "Listes", SheetId = 3, State = SheetStateValues.Hidden, Id = Add([.. cells]) }));

            string Add(params Row[] content)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(content.Select(r => r.CloneNode(true))));
                return workbook.GetIdOfPart(part);
            }
        }

        return stream.ToArray();
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";

    private static async Task<JsonElement> SendAsync(Town town, object body)
    {
        using var answer = await town.Client.PostAsync($"{town.Url}/actions/sheet", body);
        return await answer.JsonAsync();
    }

    private static (int Added, int Changed, int Unchanged, int Refused) Counts(JsonElement found) =>
        (found.GetProperty("added").GetInt32(), found.GetProperty("changed").GetInt32(), found.GetProperty("unchanged").GetInt32(), found.GetProperty("refused").GetInt32());

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
