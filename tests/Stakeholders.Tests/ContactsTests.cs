using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Stakeholders.Contacts;
using OpenDataAnimation.Stakeholders.Contacts.Features;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Stakeholders.Tests;

public sealed class StakeholdersApp : ServiceApp<StakeholdersDb>
{
    protected override string Service => "stakeholders";
}

public sealed class ContactsTests(StakeholdersApp app) : IClassFixture<StakeholdersApp>
{
    [Fact]
    public async Task A_contact_that_is_added_is_found_without_its_accents()
    {
        var (_, lead, url) = await CommuneAsync();

        var answer = await lead.PostAsJsonAsync(url, Contact("Éloïse Le Bihan", AudienceClass.Association, organisation: "Les Vélos d'Oust"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("Éloïse Le Bihan", Assert.Single((await ListAsync(lead, url + "?q=eloise velos")).Items).Name);
        Assert.Empty((await ListAsync(lead, url + "?audience=Elected")).Items);
    }

    [Fact]
    public async Task The_list_is_sorted_by_name_and_read_page_by_page()
    {
        var (_, lead, url) = await CommuneAsync();
        foreach (var name in new[] { "Zoé", "Émile", "Ange", "Émile" })
        {
            await lead.PostAsJsonAsync(url, Contact(name));
        }

        var first = await ListAsync(lead, url + "?size=2");
        var second = await ListAsync(lead, url + $"?size=2&after={first.Next}");

        Assert.Equal(["Ange", "Émile", "Émile", "Zoé"], first.Items.Concat(second.Items).Select(i => i.Name));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("""{"audience":"Citizen"}""", "Name")]
    [InlineData("""{"name":"Ange"}""", "Audience")]
    [InlineData("""{"name":"Ange","audience":"Citizen","email":"pas une adresse"}""", "Email")]
    [InlineData("""{"name":"Ange","audience":"Citizen","phone":"appelez-moi"}""", "Phone")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var (_, lead, url) = await CommuneAsync();

        await (await lead.PostAsync(url, new StringContent(body, null, "application/json"))).NamesFieldAsync(field);
    }

    [Fact]
    public async Task Another_bodys_contact_is_not_there_to_be_read_edited_deleted_or_restored()
    {
        var (_, lead, url) = await CommuneAsync();
        var mine = await AddAsync(lead, url, "Ange");
        var (_, stranger, theirUrl) = await CommuneAsync();

        foreach (var path in new[] { $"{url}/{mine.Id}", $"{theirUrl}/{mine.Id}" })
        {
            await (await stranger.GetAsync(path)).IsProblemAsync(404, "not-found");
            await (await EditAsync(stranger, path, 0, Contact("Volé"))).IsProblemAsync(404, "not-found");
            await (await stranger.DeleteAsync(path)).IsProblemAsync(404, "not-found");
            await (await stranger.PostAsync(path + "/restoration", null)).IsProblemAsync(404, "not-found");
        }

        Assert.Equal("Ange", Assert.Single((await ListAsync(lead, url)).Items).Name);
    }

    [Fact]
    public async Task A_reader_reads_and_may_not_write()
    {
        var (commune, lead, url) = await CommuneAsync();
        await AddAsync(lead, url, "Ange");
        var reader = app.As(await app.PersonAsync(commune, Role.Reader));

        Assert.Single((await ListAsync(reader, url)).Items);
        await (await reader.PostAsJsonAsync(url, Contact("Zoé"))).IsProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task An_edit_based_on_an_old_version_is_refused_and_shows_what_is_stored()
    {
        var (_, lead, url) = await CommuneAsync();
        var contact = await AddAsync(lead, url, "Ange");
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(lead, $"{url}/{contact.Id}", contact.Version, Contact("Ange Le Goff"))).StatusCode);

        var stale = await EditAsync(lead, $"{url}/{contact.Id}", contact.Version, Contact("Ange Rio"));

        await stale.IsProblemAsync(409, "stale");
        Assert.Contains("Ange Le Goff", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await (await lead.PutAsJsonAsync($"{url}/{contact.Id}", Contact("Ange Rio"))).IsProblemAsync(428, "version-required");
    }

    [Fact]
    public async Task Of_two_edits_at_once_one_wins()
    {
        var (_, lead, url) = await CommuneAsync();
        var contact = await AddAsync(lead, url, "Ange");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => EditAsync(lead, $"{url}/{contact.Id}", contact.Version, Contact($"Ange {i}"))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_deleted_contact_is_gone_and_comes_back()
    {
        var (_, lead, url) = await CommuneAsync();
        var contact = await AddAsync(lead, url, "Ange");

        await lead.DeleteAsync($"{url}/{contact.Id}");
        Assert.Empty((await ListAsync(lead, url)).Items);
        await lead.PostAsync($"{url}/{contact.Id}/restoration", null);

        Assert.Single((await ListAsync(lead, url)).Items);
    }

    [Fact]
    public async Task A_parent_reads_contacts_only_where_they_are_shared()
    {
        var (commune, lead, url) = await CommuneAsync();
        await AddAsync(lead, url, "Ange");
        var epci = await app.BodyAsync("Redon Agglomération", BodyKind.Epci);
        var animator = app.As(await app.PersonAsync(epci, Role.ProjectLead));
        await app.AttachAsync(epci, commune, ShareLevel.Read);
        Assert.NotEqual(HttpStatusCode.OK, (await animator.GetAsync(url)).StatusCode);

        await app.ShareAsync(epci, commune, ShareLevel.Read, ShareSubject.Contacts);

        Assert.Single((await ListAsync(animator, url)).Items);
        Assert.NotEqual(HttpStatusCode.Created, (await animator.PostAsJsonAsync(url, Contact("Intrus"))).StatusCode);
    }

    [Fact]
    public async Task The_audit_says_what_was_done_and_names_no_one()
    {
        var (commune, lead, url) = await CommuneAsync();
        await AddAsync(lead, url, "Ange Secret");

        var entry = Assert.Single(await app.InScopeAsync(commune.Id, db => db.Audit.ToListAsync()));

        Assert.Equal("contact-added", entry.Act);
        Assert.DoesNotContain("Secret", entry.Details ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_a_contact_is_given_to_that_person_and_noted()
    {
        var (commune, lead, url) = await CommuneAsync();
        var contact = await AddAsync(lead, url, "Ange Le Goff");
        var (sharing, not) = (await app.BodyAsync("Redon Agglomération", BodyKind.Epci), await app.BodyAsync("Département d’essai", BodyKind.Departement));
        await app.AttachAsync(sharing, commune, ShareLevel.Read, ShareSubject.Contacts);
        await app.AttachAsync(not, commune, ShareLevel.Read);

        var given = await (await lead.PostAsync($"{url}/{contact.Id}/export", null)).ReadAsync<ExportContact.Response>();

        Assert.Equal(("Ange Le Goff", LegalBasis.PublicTask, contact.RetainUntil, commune.Name, false), (given.Contact.Name, given.Contact.LegalBasis, given.Contact.RetainUntil, given.KeptBy, given.IsDeleted));
        Assert.Equal(["Redon Agglomération"], given.SharedWith);
        Assert.Equal(["contact-added", "contact-exported"], given.History.Select(h => h.Act));
        var reader = app.As(await app.PersonAsync(commune, Role.Reader));
        await (await reader.PostAsync($"{url}/{contact.Id}/export", null)).IsProblemAsync(403, "not-allowed");
        await (await (await CommuneAsync()).Lead.PostAsync($"{url}/{contact.Id}/export", null)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_contact_is_erased_for_good_by_an_administrator_who_just_signed_in_deleted_or_not()
    {
        var (commune, lead, url) = await CommuneAsync();
        var person = await app.PersonAsync(commune, Role.Administrator);
        var (administrator, earlier) = (app.As(person), app.As(person, DateTimeOffset.UtcNow.AddHours(-1)));
        var (one, two, other) = (await AddAsync(lead, url, "Ange"), await AddAsync(lead, url, "Zoé"), await AddAsync(lead, url, "Émile"));
        await lead.DeleteAsync($"{url}/{two.Id}");

        await (await lead.PostAsync($"{url}/{one.Id}/erasure", null)).IsProblemAsync(403, "not-allowed");
        await (await earlier.PostAsync($"{url}/{one.Id}/erasure", null)).IsProblemAsync(401, "sign-in-again");
        foreach (var contact in new[] { one, two })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await administrator.PostAsync($"{url}/{contact.Id}/erasure", null)).StatusCode);
            await (await administrator.PostAsync($"{url}/{contact.Id}/erasure", null)).IsProblemAsync(404, "not-found");
            await (await lead.PostAsync($"{url}/{contact.Id}/restoration", null)).IsProblemAsync(404, "not-found");
        }

        await app.InScopeAsync(commune.Id, async db =>
        {
            Assert.Equal(other.Id, (await db.WithDeleted<Contact>().SingleAsync()).Id);
            Assert.Equal([one.Id, two.Id], await db.Audit.Where(a => a.Act == "contact-erased" && a.PersonId == person.Id).OrderBy(a => a.Sequence).Select(a => a.SubjectId).ToListAsync());
            return 0;
        });
    }

    [Fact]
    public async Task The_model_keeps_the_rules_of_tenancy() =>
        Assert.Empty(await app.InScopeAsync(Guid.NewGuid(), db => Task.FromResult(ModelRules.Broken(db).ToList())));

    private async Task<(TestBody Commune, HttpClient Lead, string Url)> CommuneAsync()
    {
        var commune = await app.BodyAsync();
        return (commune, app.As(await app.PersonAsync(commune, Role.ProjectLead)), $"/api/stakeholders/bodies/{commune.Id}/contacts");
    }

    private static object Contact(string name, AudienceClass audience = AudienceClass.Citizen, string? organisation = null) => new { name, audience = audience.ToString(), organisation };

    private static async Task<GetContact.Response> AddAsync(HttpClient lead, string url, string name) =>
        await (await lead.PostAsJsonAsync(url, Contact(name))).ReadAsync<GetContact.Response>();

    private static async Task<ListContacts.Response> ListAsync(HttpClient client, string url) =>
        await (await client.GetAsync(url)).ReadAsync<ListContacts.Response>();

    private static Task<HttpResponseMessage> EditAsync(HttpClient client, string path, int version, object contact)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(contact) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return client.SendAsync(request);
    }
}
