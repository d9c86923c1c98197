using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Standalone.Demo;
using OpenDataAnimation.Standalone.Keeping;
using OpenDataAnimation.Territory.Bodies;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>The demonstration with its folder, for the commands that work on folders.</summary>
public sealed class Kept : IAsyncLifetime
{
    public const string Slug = "ca-redon-agglomeration-243500741";

    private readonly TemporaryFolder _data = new();

    public AllInOne All { get; private set; } = null!;

    public string Folder => _data.Path;

    private string SignIns { get; set; } = "";

    public string PasswordOf(string email) => SignIns.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(l => l.Length > 1 && l[0] == email)[1];

    public async Task InitializeAsync()
    {
        All = await AllInOne.StartAsync(Running.In(_data) with { Demo = true });
        await using var output = new StringWriter();
        await DemoSignIns.LoadAndPrintAsync(All, output, CancellationToken.None);
        SignIns = output.ToString();
    }

    public async Task DisposeAsync()
    {
        await All.DisposeAsync();
        _data.Dispose();
    }
}

public sealed class KeepingTests(Kept kept) : IClassFixture<Kept>
{
    [Fact]
    public async Task A_body_goes_into_an_empty_instance_as_it_was_and_a_file_that_is_not_whole_leaves_nothing_there()
    {
        var exported = await ExportAsync(kept.All);
        using var empty = new TemporaryFolder();
        await using var other = await AllInOne.StartAsync(Running.In(empty));

        // Cut off; a file that is not what the manifest says; and one that says so but has a row of another body in the last part.
        await RefusedAsync(other, exported[..(exported.Length / 2)], "damaged");
        await RefusedAsync(other, Changed(exported, "json/plans/Actions.json", text => text + " ", sealedAgain: false), "not as it was written");
        await RefusedAsync(other, Changed(exported, "json/territory/Memberships.json", OfAnother, sealedAgain: true), "another body's");

        var reports = await ImportAsync(other, exported);
        var (before, after) = (Tables(exported), Tables(await ExportAsync(other)));

        // What answers a topic that is not here has no place here: the report says so, and nothing else is left out.
        var topics = before["json/peer-exchange/Topics.json"].Select(t => Value(t, "Id")).ToList();
        var elsewhere = before["json/peer-exchange/Replies.json"].Where(r => !topics.Contains(Value(r, "TopicId"))).ToList();
        Assert.Single(elsewhere);
        Assert.Equal([("Replies", 1)], reports.SelectMany(r => r.LeftOut).Select(l => (l.Key, l.Value)));
        before["json/peer-exchange/Replies.json"] = [.. before["json/peer-exchange/Replies.json"].Except(elsewhere)];

        Assert.Equal(before.Keys, after.Keys);
        Assert.True(before["json/plans/Actions.json"].Count >= 10 && before["json/plans/CampaignRecipients.json"].Count > 30);
        Assert.True(before["json/territory/People.json"].Count >= 3);
        Assert.Equal(before["json/territory/People.json"].Count, before["json/identity/Accounts.json"].Count);
        Assert.All(before, table =>
        {
            if (table.Key.EndsWith("/Audit.json", StringComparison.Ordinal))
            {
                // The chain goes on here: that it was imported, and exported again.
                Assert.Equal(table.Value, after[table.Key].Take(table.Value.Count));
                Assert.Equal(table.Value.Count + 2, after[table.Key].Count);
            }
            else if (!table.Key.EndsWith("/AuditHeads.json", StringComparison.Ordinal))
            {
                Assert.Equal(table.Value, after[table.Key]);
            }
        });
    }

    [Fact]
    public async Task An_administrator_takes_along_by_a_page_what_the_command_writes()
    {
        using var administrator = await Surfer.SignedInAsync(kept.All.Address, Administrator, kept.PasswordOf(Administrator));
        var page = await (await administrator.GoAsync($"/c/{Kept.Slug}/donnees")).PageAsync();
        using var answer = await administrator.PostFormAsync($"/c/{Kept.Slug}/donnees?handler=Export", page.QuerySelector("form.export input[name=__RequestVerificationToken]")!.GetAttribute("value")!);

        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        var taken = await answer.Content.ReadAsByteArrayAsync();
        using (var zip = new ZipArchive(new MemoryStream(taken)))
        {
            await ArchiveReader.OpenAsync(zip, CancellationToken.None);
        }

        var (byPage, byCommand) = (Tables(taken), Tables(await ExportAsync(kept.All)));
        Assert.Equal(byCommand.Keys, byPage.Keys);
        Assert.All(byPage.Where(t => !t.Key.Contains("/Audit", StringComparison.Ordinal)), table => Assert.Equal(byCommand[table.Key], table.Value));
    }

    [Fact]
    public async Task An_erased_body_leaves_public_facts_and_a_chain_without_names_in_every_service_and_its_parent_loses_what_it_shared()
    {
        // Another instance: the other tests look at this one's rows.
        var own = new Kept();
        await own.InitializeAsync();
        try
        {
            const string slug = "redon-35236";
            var body = (await Bodies(own.Folder, "plans"))[slug];
            Assert.True(await RowsAsync(own.Folder, "plans", "Actions", body) > 5 && await RowsAsync(own.Folder, "stakeholders", "Contacts", body) > 3);
            Assert.Equal(1, await OwnedAsync(own.Folder, body));
            await RunAsync(own.Folder, "territory", "INSERT INTO BodyErasures VALUES ($body, $body, '2026-01-01 00:00:00', '2026-01-31 00:00:00')", body);

            Assert.Equal(1, await own.All.Services("territory").GetRequiredService<EraseDue>().RunAsync(CancellationToken.None));
            await Eventually.HoldsAsync(async () =>
            {
                foreach (var service in Composition.Services)
                {
                    foreach (var table in await TablesAsync(own.Folder, service.Name))
                    {
                        Assert.True(table is "Audit" or "AuditHeads" || await RowsAsync(own.Folder, service.Name, table, body) == 0, $"{service.Name} still has {table}");
                    }
                }

                Assert.Equal(0, await OwnedAsync(own.Folder, body));
            });
            var (code, output, _) = await Program.RunAsync("verify-audit", "--data", own.Folder);
            Assert.True(code == 0, output);
            Assert.True(await RowsAsync(own.Folder, "plans", "Audit", body) > 5);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_erased_person_took_along_every_row_that_names_them_and_their_name_is_in_no_table_of_any_database()
    {
        const string email = "loic.genet@redon.example", name = "Loïc Genêt";
        var own = new Kept();
        await own.InitializeAsync();
        try
        {
            using var person = await Surfer.SignedInAsync(own.All.Address, email, own.PasswordOf(email));
            var me = (await person.GetAsync("/api/territory/me")).GetProperty("personId").GetGuid();
            var page = await (await person.GoAsync("/mes-donnees")).PageAsync();
            var token = page.QuerySelector("form.export input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var taken = JsonDocument.Parse(await (await person.PostFormAsync("/mes-donnees?handler=Export", token)).Content.ReadAsStringAsync());
            foreach (var service in Composition.Services)
            {
                var rows = taken.RootElement.GetProperty("services").GetProperty(service.Name).EnumerateArray().GroupBy(r => r.GetProperty("table").GetString()!).ToDictionary(g => g.Key, g => g.Count());
                foreach (var table in (await TablesAsync(own.Folder, service.Name)).Where(t => t is not "AuditHeads"))
                {
                    Assert.Equal((service.Name, table, await NamingAsync(own.Folder, service.Name, table, me)), (service.Name, table, rows.GetValueOrDefault(table)));
                }
            }

            Assert.Contains(email, taken.RootElement.GetProperty("services").GetProperty("identity").GetRawText(), StringComparison.Ordinal);
            Assert.True(await NamingAsync(own.Folder, "plans", "Actions", me) > 3 && await EverywhereAsync(own.Folder, name) > 3);

            using var erased = await person.PostFormAsync("/mes-donnees?handler=Erase", token, ("Input.Name", name));
            Assert.True(erased.IsSuccessStatusCode, $"{(int)erased.StatusCode} {erased.RequestMessage!.RequestUri}");
            await Eventually.HoldsAsync(async () => Assert.Equal((0, 0), (await EverywhereAsync(own.Folder, name), await EverywhereAsync(own.Folder, email))));
            await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Surfer.SignedInAsync(own.All.Address, email, own.PasswordOf(email)));
            var (code, output, _) = await Program.RunAsync("verify-audit", "--data", own.Folder);
            Assert.True(code == 0, output);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_body_that_is_here_is_not_imported_again()
    {
        var exported = await ExportAsync(kept.All);

        await RefusedAsync(kept.All, exported, "already");

        var (before, after) = (Tables(exported), Tables(await ExportAsync(kept.All)));
        Assert.All(before.Where(t => !t.Key.Contains("/Audit", StringComparison.Ordinal)), table => Assert.Equal(table.Value, after[table.Key]));
    }

    [Fact]
    public async Task A_backup_of_a_running_instance_is_restored_whole_and_a_changed_line_of_the_audit_shows()
    {
        using var elsewhere = new TemporaryFolder();
        var (file, folder) = (Path.Combine(elsewhere.Path, "backup.zip"), Path.Combine(elsewhere.Path, "data"));

        Well(await Program.RunAsync("backup", "--data", kept.Folder, "--file", file), "Backed up 10 databases");
        Well(await Program.RunAsync("restore", "--data", folder, "--file", file), "Restored");
        Well(await Program.RunAsync("verify-audit", "--data", folder), "0 broken");

        var again = await Program.RunAsync("restore", "--data", folder, "--file", file);
        Assert.Equal(1, again.Code);
        Assert.Contains("holds data already", again.Errors);

        await using (var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "plans.db"), Pooling = false }.ToString()))
        {
            await db.OpenAsync();
            await using var change = db.CreateCommand();
            change.CommandText = "UPDATE Audit SET Act = 'nothing-happened' WHERE Sequence = 2 AND TenantId = (SELECT BodyId FROM Copy_Bodies WHERE Slug = $slug)";
            change.Parameters.AddWithValue("$slug", Kept.Slug);
            Assert.Equal(1, await change.ExecuteNonQueryAsync());
        }

        var (code, output, _) = await Program.RunAsync("verify-audit", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains("line 2 is not as it was written", output);
        Assert.Contains("1 broken", output);
    }

    [Fact]
    public async Task A_damaged_backup_restores_nothing()
    {
        using var elsewhere = new TemporaryFolder();
        var (file, folder) = (Path.Combine(elsewhere.Path, "backup.zip"), Path.Combine(elsewhere.Path, "data"));
        Well(await Program.RunAsync("backup", "--data", kept.Folder, "--file", file), "Backed up");
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..100_000]);

        var (code, _, errors) = await Program.RunAsync("restore", "--data", folder, "--file", file);

        Assert.Equal(1, code);
        Assert.Contains("Nothing was restored", errors);
        Assert.Empty(Directory.GetFiles(folder, "*.db"));
    }

    private static async Task<T> AskAsync<T>(string folder, string service, string sql, Guid? body, Func<SqliteDataReader, T> read)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, service + ".db"), Pooling = false, DefaultTimeout = 30 }.ToString());
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$body", body?.ToString().ToUpperInvariant() ?? "");
        await using var reader = await command.ExecuteReaderAsync();
        return read(reader);
    }

    private static Task<bool> RunAsync(string folder, string service, string sql, Guid body) => AskAsync(folder, service, sql, body, reader => reader.Read());

    private static Task<long> RowsAsync(string folder, string service, string table, Guid body) =>
        AskAsync(folder, service, $"SELECT COUNT(*) FROM \"{table}\" WHERE TenantId = $body", body, Number);

    /// <summary>Rows of bodies in which the person's id stands, whatever the column.</summary>
    private static async Task<int> NamingAsync(string folder, string service, string table, Guid person)
    {
        var columns = await ColumnsAsync(folder, service, table);
        return (int)await AskAsync(folder, service, $"SELECT COUNT(*) FROM \"{table}\" WHERE " + string.Join(" OR ", columns.Select(c => $"UPPER(\"{c}\") LIKE '%' || $body || '%'")), person, Number);
    }

    /// <summary>How many rows of all databases hold the words.</summary>
    private static async Task<int> EverywhereAsync(string folder, string words)
    {
        var found = 0L;
        foreach (var service in Composition.Services.Select(s => s.Name))
        {
            foreach (var table in await AskAsync(folder, service, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", null, Texts))
            {
                var columns = await ColumnsAsync(folder, service, table);
                found += columns.Count == 0 ? 0 : await AskAsync(folder, service, $"SELECT COUNT(*) FROM \"{table}\" WHERE " + string.Join(" OR ", columns.Select(c => $"\"{c}\" LIKE '%{words}%'")), null, Number);
            }
        }

        return (int)found;
    }

    private static Task<List<string>> ColumnsAsync(string folder, string service, string table) =>
        AskAsync(folder, service, $"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT' AND name <> 'TenantId'", null, Texts);

    private static List<string> Texts(SqliteDataReader reader)
    {
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>What the parent keeps of the plan that the body shares.</summary>
    private static Task<long> OwnedAsync(string folder, Guid body) => AskAsync(folder, "plans", "SELECT COUNT(*) FROM SharedProgress WHERE OwnerId = $body", body, Number);

    private static long Number(SqliteDataReader reader) => reader.Read() ? reader.GetInt64(0) : 0;

    private static Task<List<string>> TablesAsync(string folder, string service) => AskAsync(folder, service,
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'TenantId' WHERE m.type = 'table' AND m.name <> 'Outbox'", null, Texts);

    private static Task<Dictionary<string, Guid>> Bodies(string folder, string service) => AskAsync(folder, service, "SELECT Slug, BodyId FROM Copy_Bodies", null, reader =>
    {
        var bodies = new Dictionary<string, Guid>();
        while (reader.Read())
        {
            bodies[reader.GetString(0)] = reader.GetGuid(1);
        }

        return bodies;
    });

    private const string Administrator = "camille.animatrice@redon-agglomeration.example";

    private static async Task<byte[]> ExportAsync(AllInOne all)
    {
        using var zip = new MemoryStream();
        await BodyArchives.ExportAsync(all, Kept.Slug, zip, _ => { }, CancellationToken.None);
        return zip.ToArray();
    }

    private static async Task<IReadOnlyList<ImportReport>> ImportAsync(AllInOne all, byte[] zip)
    {
        using var from = new MemoryStream(zip);
        return await BodyArchives.ImportAsync(all, from, _ => { }, CancellationToken.None);
    }

    private static async Task RefusedAsync(AllInOne all, byte[] zip, string why)
    {
        var refused = await Assert.ThrowsAsync<StartUpException>(() => ImportAsync(all, zip));
        Assert.Contains(why, refused.Message);
        Assert.EndsWith("Nothing was imported.", refused.Message);
    }

    private static void Well((int Code, string Output, string Errors) ended, string words)
    {
        Assert.True(ended.Code == 0, ended.Errors + ended.Output);
        Assert.Contains(words, ended.Output);
    }

    /// <summary>The rows of each table, as they are written.</summary>
    private static SortedDictionary<string, List<string>> Tables(byte[] exported)
    {
        using var zip = new ZipArchive(new MemoryStream(exported));
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith("json/", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(entry.Open());
            tables[entry.FullName] = [.. json.RootElement.EnumerateArray().Select(row => row.GetRawText())];
        }

        return tables;
    }

    private static string? Value(string row, string column)
    {
        using var json = JsonDocument.Parse(row);
        return json.RootElement.GetProperty(column).GetString();
    }

    private static string OfAnother(string rows)
    {
        var json = JsonNode.Parse(rows)!.AsArray();
        json[^1]!["TenantId"] = Guid.CreateVersion7().ToString();
        return "[\n" + string.Join(",\n", json.Select(r => r!.ToJsonString())) + "\n]\n";
    }

    private static byte[] Changed(byte[] exported, string path, Func<string, string> change, bool sealedAgain)
    {
        using var copy = new MemoryStream();
        copy.Write(exported);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            var bytes = Encoding.UTF8.GetBytes(change(Text(zip, path)));
            Replace(zip, path, bytes);
            if (sealedAgain)
            {
                var manifest = JsonNode.Parse(Text(zip, ArchiveManifest.Path))!;
                var file = manifest["files"]!.AsArray().Single(f => f!["path"]!.GetValue<string>() == path)!;
                (file["bytes"], file["sha256"]) = (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
                Replace(zip, ArchiveManifest.Path, Encoding.UTF8.GetBytes(manifest.ToJsonString()));
            }
        }

        return copy.ToArray();
    }

    private static string Text(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private static void Replace(ZipArchive zip, string path, byte[] bytes)
    {
        zip.GetEntry(path)!.Delete();
        using var to = zip.CreateEntry(path).Open();
        to.Write(bytes);
    }
}
