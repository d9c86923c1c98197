using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests.Acteurs;

public sealed class ContactPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Fact]
    public async Task The_list_says_who_in_which_public_and_how_to_reach_them()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", Contacts(body), new { items = new[] { Contact() }, next = (string?)null });

        var page = (await reader.GetAsync($"/c/{body.Slug}/acteurs?audience=Association&q=oust")).IsWhole();

        Assert.Contains("Éloïse Le Bihan", page.Text, StringComparison.Ordinal);
        Assert.Contains("Association, groupement, pôle numérique", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='mailto:eloise@velos.example']"));
        Assert.Contains("audience=Association", reader.AskedOnce("GET", Contacts(body)).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_book_says_whom_to_begin_with_and_a_reader_is_not_offered_to_write()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = app.Reader(body).On("GET", Contacts(body), new { items = Array.Empty<object>(), next = (string?)null });

        var page = (await reader.GetAsync($"/c/{body.Slug}/acteurs")).IsWhole();

        Assert.Contains("Le carnet est vide", page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers("Ajouter un contact"));
    }

    [Fact]
    public async Task A_contact_is_added_with_what_was_typed()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("POST", Contacts(body), Contact(), HttpStatusCode.Created);

        var done = await reader.SubmitAsync($"/c/{body.Slug}/acteurs/nouveau", "main form", ("Input.Name", "Éloïse Le Bihan"), ("Input.Audience", "Association"), ("Input.LegalBasis", "PublicTask"));

        Assert.Equal($"/c/{body.Slug}/acteurs", done.Leads);
        Assert.Equal("Éloïse Le Bihan", reader.AskedOnce("POST", Contacts(body)).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_wrong_field_is_said_beside_it_and_what_was_typed_stays()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).RefusesField("POST", Contacts(body), "Phone", "The field Phone must match.");

        var again = await reader.SubmitAsync($"/c/{body.Slug}/acteurs/nouveau", "main form", ("Input.Name", "Éloïse"), ("Input.Audience", "Association"), ("Input.LegalBasis", "PublicTask"), ("Input.Phone", "appelez"));

        Assert.NotNull(again.IsWhole().ErrorOf("Téléphone"));
        Assert.Equal("Éloïse", again.ValueOf("Nom"));
    }

    [Fact]
    public async Task Who_asks_gets_what_is_kept_in_words_and_only_administrators_erase_for_good()
    {
        var body = FakeBody.Commune("Béganne", Role.Administrator);
        var one = $"{Contacts(body)}/{Id}";
        var reader = app.Reader(body).On("GET", one, Contact()).On("POST", one + "/export", new
        {
            contact = Contact(),
            isDeleted = false,
            keptBy = "Béganne",
            sharedWith = new[] { "Redon Agglomération" },
            history = new[] { new { at = new DateTime(2026, 11, 2, 23, 30, 0, DateTimeKind.Utc), act = "contact-added" } },
        }).On("POST", one + "/erasure", null, HttpStatusCode.NoContent);
        var page = (await reader.GetAsync($"/c/{body.Slug}/acteurs/{Id}")).IsWhole();

        var given = await reader.SubmitAsync(page, "form.export");

        Assert.Equal("text/plain", given.Answer.Content.Headers.ContentType!.MediaType);
        var text = (await given.Answer.Content.ReadAsStringAsync()).Replace('\u00A0', ' ');
        foreach (var line in new[] { "Nom : Éloïse Le Bihan", "Notes : rien", "Raison : Mission de service public", "Gardé jusqu’au : 23 novembre 2029", "- Redon Agglomération", "- 3 novembre 2026 : Contact ajouté" })
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }

        Assert.Equal($"/c/{body.Slug}/acteurs", (await reader.SubmitAsync(page, "form.erase")).Leads);
        reader.AskedOnce("POST", one + "/erasure");
        reader.Refuses("POST", one + "/erasure", 401, "sign-in-again", new { maxAge = 300 });
        Assert.EndsWith("&max_age=300", (await reader.SubmitAsync(page, "form.erase")).Leads, StringComparison.Ordinal);
        var other = FakeBody.Commune("Allaire", Role.ProjectLead);
        Assert.False((await app.Reader(other).On("GET", $"{Contacts(other)}/{Id}", Contact()).GetAsync($"/c/{other.Slug}/acteurs/{Id}")).Has("form.erase"));
    }

    private static string Contacts(FakeBody body) => $"stakeholders/bodies/{body.Id}/contacts";

    private static object Contact() => new
    {
        id = Id,
        name = "Éloïse Le Bihan",
        organisation = "Les Vélos d’Oust",
        function = "Présidente",
        audience = "Association",
        email = "eloise@velos.example",
        phone = "02 99 00 00 00",
        legalBasis = "PublicTask",
        retainUntil = "2029-11-23",
        version = 0,
    };
}
