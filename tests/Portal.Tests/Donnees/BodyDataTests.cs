using System.IO.Compression;
using System.Net;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Portal.Tests.Donnees;

/// <summary>All that is kept of a body leaves as a file, by a page.</summary>
public sealed class BodyDataTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly string[] Services = ["territory", "plans", "stakeholders", "events", "peer-exchange", "showcase", "notifications", "identity", "portal"];

    [Fact]
    public async Task The_file_holds_what_each_service_wrote_and_its_manifest_fits()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body);

        var page = (await reader.GetAsync($"/c/{body.Slug}/donnees")).IsWhole();
        var taken = await reader.SubmitAsync(page, "form.export");

        Assert.Equal("application/zip", taken.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"export-{body.Slug}", taken.Answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        using var zip = new ZipArchive(await taken.Answer.Content.ReadAsStreamAsync());
        var archive = await ArchiveReader.OpenAsync(zip, CancellationToken.None);
        Assert.Equal((body.Id, "56008"), (archive.Manifest.Body.Id, archive.Manifest.Body.InseeCode));
        Assert.Equal(Services, archive.Manifest.Services.Select(s => s.Name));
        using var rows = JsonDocument.Parse(zip.GetEntry("json/plans/Things.json")!.Open());
        Assert.Equal("plans", rows.RootElement[0].GetProperty("Name").GetString());
    }

    [Fact]
    public async Task A_service_that_is_down_is_said_before_anything_is_made()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body).Down("GET", $"events/bodies/{body.Id}/audit");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.SubmitAsync($"/c/{body.Slug}/donnees", "form.export")).Status);
        Assert.DoesNotContain(reader.Asked, a => a.Method == "POST" && a.Path.EndsWith("/export", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_is_cut_off_breaks_the_download_off_and_leaves_no_file_that_opens()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body).OnText("POST", Path("events", body), $"[\"part\",1,\"events\",\"x\",\"{body.Id}\"]\n[\"table\",\"Things\",[\"Name\"]]\n");
        await Assert.ThrowsAnyAsync<Exception>(() => reader.SubmitAsync($"/c/{body.Slug}/donnees", "form.export"));
        reader.Down("POST", Path("events", body));
        await Assert.ThrowsAnyAsync<Exception>(() => reader.SubmitAsync($"/c/{body.Slug}/donnees", "form.export"));
    }

    [Fact]
    public async Task Whoever_did_not_just_sign_in_does_so_first()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body).Refuses("POST", Path("territory", body), 401, "sign-in-again", new { maxAge = 300 });
        var page = await reader.SubmitAsync($"/c/{body.Slug}/donnees", "form.export");
        Assert.StartsWith("/session/sign-in?returnUrl=", page.Leads, StringComparison.Ordinal);
        Assert.EndsWith("&max_age=300", page.Leads, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_is_asked_for_with_the_typed_name_shown_to_everyone_and_undone()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body).RefusesField("POST", $"territory/bodies/{body.Id}/erasure", "name", "Ce n’est pas le nom.");
        var refused = (await reader.SubmitAsync($"/c/{body.Slug}/donnees", "form.erase", ("Input.Name", "Ailleurs"))).IsWhole();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("Ce n’est pas le nom.", refused.ErrorOf("Nom de la collectivité, pour confirmer"));
        Assert.Equal("Ailleurs", refused.ValueOf("Nom de la collectivité, pour confirmer"));

        reader.On("POST", $"territory/bodies/{body.Id}/erasure", new { }).On("DELETE", $"territory/bodies/{body.Id}/erasure", null, HttpStatusCode.NoContent);
        Assert.Equal($"/c/{body.Slug}/donnees", (await reader.SubmitAsync($"/c/{body.Slug}/donnees", "form.erase", ("Input.Name", "Béganne"))).Leads);
        reader.On("GET", $"territory/bodies/{body.Id}/erasure", new { askedAt = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc), dueAt = new DateTime(2026, 12, 23, 9, 0, 0, DateTimeKind.Utc), askedBy = "Camille Essai" });
        var waiting = (await reader.GetAsync($"/c/{body.Slug}/donnees")).IsWhole();
        Assert.Contains("Camille Essai l’a demandé le 23 novembre 2026. Ce sera fait le mercredi 23 décembre 2026", waiting.Text, StringComparison.Ordinal);
        Assert.False(waiting.Has("form.erase"));
        Assert.Equal($"/c/{body.Slug}/donnees", (await reader.SubmitAsync(waiting, "form.undo")).Leads);
        Assert.Equal("DELETE", reader.AskedOnce("DELETE", $"territory/bodies/{body.Id}/erasure").Method);
    }

    [Fact]
    public async Task Who_does_not_administer_is_told_who_can()
    {
        var body = FakeBody.Commune("Béganne", Role.ProjectLead);
        Assert.Equal(HttpStatusCode.Forbidden, (await Reader(body).GetAsync($"/c/{body.Slug}/donnees")).Status);
    }

    private Reader Reader(FakeBody body)
    {
        var reader = app.Reader(body).On("GET", $"territory/bodies/{body.Id}", new { inseeCode = "56008", siren = (string?)null })
            .On("GET", $"territory/bodies/{body.Id}/erasure", new { askedAt = (DateTime?)null, dueAt = (DateTime?)null, askedBy = (string?)null });
        foreach (var service in Services)
        {
            reader.On("GET", $"{service}/bodies/{body.Id}/audit", new { items = Array.Empty<object>() });
            reader.OnText("POST", Path(service, body), $"[\"part\",1,\"{service}\",\"x\",\"{body.Id}\"]\n[\"table\",\"Things\",[\"Name\"]]\n{{\"Name\":\"{service}\"}}\n[\"end\",1]\n");
        }

        return reader;
    }

    private static string Path(string service, FakeBody body) => $"{service}/bodies/{body.Id}/export";
}
