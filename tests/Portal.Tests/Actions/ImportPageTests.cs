using System.Net;
using System.Text;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Tests.Plan;

namespace OpenDataAnimation.Portal.Tests.Actions;

public sealed class ImportPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task Pasted_cells_are_looked_at_then_imported_with_what_was_chosen()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/actions/sheet";
        var reader = app.Reader(body).WithMethod().On("POST", url, Found(refused: false));
        var form = (await reader.GetAsync($"/c/{body.Slug}/actions/importer")).IsWhole();
        var looked = (await reader.SubmitAsync(form, "form.import", ("Input.Text", "Quoi;État\nOuvrir le budget;À venir"), ("Input.Objective", "1.1"))).IsWhole();
        Assert.Contains("Rien n’est encore écrit", looked.Text, StringComparison.Ordinal);
        Assert.Contains("À venir → En cours", looked.Text, StringComparison.Ordinal);
        var asked = reader.AskedOnce("POST", url).Json;
        Assert.Equal("Quoi;État\nOuvrir le budget;À venir", Encoding.UTF8.GetString(asked.GetProperty("content").GetBytesFromBase64()).ReplaceLineEndings("\n"));

        // The page asks how far the run is that it sends.
        var run = asked.GetProperty("run").GetGuid();
        Assert.Equal($"/api/plans/bodies/{body.Id}/actions/sheet/progress?run={run}", looked.Find("form.import-apply").GetAttribute("data-progress"));

        var done = await reader.SubmitAsync(looked, "form.import-apply");
        Assert.Equal($"/c/{body.Slug}/actions", done.Leads);
        var applied = reader.Asked.Last(r => r.Path == url).Json;
        Assert.Equal(run, applied.GetProperty("run").GetGuid());
        Assert.Equal(("abc", "1.1", "Title"), (applied.GetProperty("apply").GetString(), applied.GetProperty("objective").GetString(), applied.GetProperty("mapping").GetProperty("0").GetString()));
    }

    [Fact]
    public async Task Ten_thousand_rows_travel_packed_and_a_page_that_was_tampered_with_sends_none()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/actions/sheet";
        var reader = app.Reader(body).WithMethod().On("POST", url, Found(refused: false));
        var rows = "Titre;État\n" + string.Concat(Enumerable.Range(0, 10_000).Select(n => $"Action numéro {n};À venir\n"));
        var looked = await reader.SubmitAsync($"/c/{body.Slug}/actions/importer", "form.import", ("Input.Text", rows));
        Assert.True(looked.Find("form.import-apply input[name='Input.Kept']").GetAttribute("value")!.Length < 100_000);
        await reader.SubmitAsync(looked, "form.import-apply");
        Assert.Equal(rows, Encoding.UTF8.GetString(reader.Asked.Last(r => r.Path == url).Json.GetProperty("content").GetBytesFromBase64()).ReplaceLineEndings("\n"));
        await reader.SubmitAsync(looked, "form.import-apply", ("Input.Kept", "cGFzIHVuIGZpY2hpZXI="));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, reader.Asked.Last(r => r.Path == url).Json.GetProperty("content").ValueKind);
    }

    [Fact]
    public async Task Refused_rows_are_told_and_no_import_is_offered()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).WithMethod().On("POST", $"plans/bodies/{body.Id}/actions/sheet", Found(refused: true));
        var looked = await reader.SubmitAsync($"/c/{body.Slug}/actions/importer", "form.import", ("Input.Text", "Titre;État\nab;"));
        Assert.Contains("Titre\u00A0: Le titre compte de 3 à 200 caractères.", looked.Text.Replace(" :", "\u00A0:", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(looked.Has("form.import-apply button"));
        // No column says which objective its rows serve: that is asked before the columns, as is what « Divers » holds.
        Assert.Contains("Une colonne attend que vous disiez ce qu’elle contient", looked.Text, StringComparison.Ordinal);
        Assert.True(looked.Has("form.import select[name='Input.Objective']"));
        var empty = await reader.SubmitAsync($"/c/{body.Slug}/actions/importer", "form.import");
        Assert.Equal("Choisissez un fichier, ou collez des cellules.", empty.ErrorOf("Fichier"));
    }

    [Fact]
    public async Task A_plan_that_changed_meanwhile_shows_what_the_sheet_would_do_now()
    {
        var body = FakeBody.Commune();
        var url = $"plans/bodies/{body.Id}/actions/sheet";
        var reader = app.Reader(body).WithMethod().On("POST", url, Found(refused: false));
        var looked = await reader.SubmitAsync($"/c/{body.Slug}/actions/importer", "form.import", ("Input.Text", "Titre;État\nOuvrir;À venir"));
        reader.Refuses("POST", url, 409, "plan-changed");
        Assert.Equal(HttpStatusCode.Conflict, (await reader.SubmitAsync(looked, "form.import-apply")).Status);
    }

    [Fact]
    public async Task Who_may_not_edit_is_told_who_can()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Reader(body).WithMethod().GetAsync($"/c/{body.Slug}/actions/importer")).Status);
    }

    private static object Found(bool refused) => new
    {
        applied = false,
        isUnsure = true,
        columns = new object[] { new { position = 0, heading = "Quoi", holds = "Title", example = "Ouvrir le budget" }, new { position = 1, heading = "Divers", holds = (string?)null, example = (string?)null } },
        added = 0,
        changed = refused ? 0 : 1,
        unchanged = 0,
        refused = refused ? 1 : 0,
        rows = new object[]
        {
            refused
                ? new { row = 2, kind = "Refused", title = "ab", column = "Titre", reason = "Le titre compte de 3 à 200 caractères." }
                : new { row = 2, kind = "Changed", title = "Ouvrir le budget", changes = new[] { new { field = "state", before = "ToCome", after = "InProgress" } } },
        },
        fingerprint = "abc",
    };
}
