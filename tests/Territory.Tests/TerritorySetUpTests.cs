using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Reference;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

public sealed class TerritorySetUpTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task The_perimeter_of_an_epci_over_three_departements_shows_each_commune_with_its_duty()
    {
        var (body, administrator) = await app.JoinedAsync(BodyKind.Epci, "243500741");

        var perimeter = await (await app.As(administrator).GetAsync($"/api/territory/bodies/{body}/perimeter")).JsonAsync();

        var items = perimeter.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(31, items.Count);
        Assert.Equal(["35", "44", "56"], items.Select(i => i.GetProperty("departements")[0].GetString()).Distinct().Order());
        Assert.All(items, i => Assert.Equal(JsonValueKind.Null, i.GetProperty("attachmentState").ValueKind));
        var redon = items.Single(i => i.GetProperty("code").GetString() == "35236").GetProperty("duty");
        Assert.Equal("ToCheck", redon.GetProperty("status").GetString());
        Assert.NotEmpty(redon.GetProperty("figures").EnumerateArray());
        Assert.True(redon.GetProperty("vintage").GetInt32() >= 2020);
        Assert.Contains(items, i => i.GetProperty("duty").GetProperty("status").GetString() == "NotConcerned");

        var one = await (await app.As(administrator).GetAsync($"/api/territory/bodies/{body}/perimeter?departement=44&size=2")).JsonAsync();
        Assert.Equal(2, one.GetProperty("items").GetArrayLength());
        Assert.NotNull(one.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Setting_up_prepares_bodies_and_proposes_attachments_and_twice_changes_nothing()
    {
        var (parent, administrator) = await app.JoinedAsync(BodyKind.Epci, "200067072");
        var lead = await app.MemberAsync(parent, Role.ProjectLead);
        var codes = OfficialReference.Current.MembersOf("200067072").Select(c => c.Code).ToArray();
        app.Hear<BodyChanged>();
        app.Hear<AttachmentChanged>();

        var first = await (await Post(lead)).JsonAsync();
        Assert.Equal((codes.Length, codes.Length, 0), Counts(first));
        Assert.Equal((0, 0, codes.Length), Counts(await (await Post(administrator)).JsonAsync()));

        var children = await (await app.As(lead).GetAsync($"/api/territory/bodies/{parent}/children?all=true")).JsonAsync();
        Assert.Equal(codes.Length, children.GetProperty("items").GetArrayLength());
        Assert.All(children.GetProperty("items").EnumerateArray(), c =>
        {
            Assert.Equal("Prepared", c.GetProperty("bodyState").GetString());
            Assert.Equal("ProposedByParent", c.GetProperty("attachmentState").GetString());
            Assert.Equal("Epci", c.GetProperty("nature").GetString());
            Assert.Equal("Nothing", c.GetProperty("shared").GetProperty("plan").GetString());
        });
        await Eventually.HoldsAsync(() =>
        {
            Assert.Equal(codes.Length, app.Sent<AttachmentChanged>().Count(a => a.ParentId == parent));
            Assert.Equal(codes.Length, app.Sent<BodyChanged>().Count(b => b.Kind == BodyKind.Commune && codes.Contains(b.InseeCode)));
            return Task.CompletedTask;
        });

        Task<HttpResponseMessage> Post(TestPerson person) => app.As(person).PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes });
    }

    [Fact]
    public async Task Who_may_set_up_a_territory_and_with_which_codes()
    {
        var (parent, administrator) = await app.JoinedAsync(BodyKind.Epci, "243500667");
        var path = $"/api/territory/bodies/{parent}/children";

        await (await app.As(administrator).PostAsJsonAsync(path, new { codes = new[] { "35001", "99999" } })).NamesFieldAsync("codes");
        await (await app.As(administrator).PostAsJsonAsync(path, new { codes = new[] { "243500667" } })).NamesFieldAsync("codes");
        await (await app.As(administrator).PostAsJsonAsync(path, new { codes = Array.Empty<string>() })).NamesFieldAsync("codes");
        await (await app.As(await app.MemberAsync(parent, Role.Contributor)).PostAsJsonAsync(path, new { codes = new[] { "35001" } })).IsProblemAsync(403, "not-allowed");
        await (await app.As(TerritoryApp.Someone()).PostAsJsonAsync(path, new { codes = new[] { "35001" } })).IsProblemAsync(404, "not-found");
        Assert.Equal(0, (await (await app.As(administrator).GetAsync(path)).JsonAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_largest_epci_is_set_up_in_one_go_and_its_list_is_paged_and_filtered()
    {
        var largest = OfficialReference.Current.All(BodyKind.Epci).ToArray().MaxBy(e => OfficialReference.Current.MembersOf(e.Code).Count)!;
        var codes = OfficialReference.Current.MembersOf(largest.Code).Select(c => c.Code).ToArray();
        Assert.Equal(158, codes.Length);
        var (parent, administrator) = await app.JoinedAsync(BodyKind.Epci, largest.Code);
        var client = app.As(administrator);

        Assert.Equal((158, 158, 0), Counts(await (await client.PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes })).JsonAsync()));

        var (seen, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await (await client.GetAsync($"/api/territory/bodies/{parent}/children?size=50&after={next}")).JsonAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("code").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        Assert.Equal(codes.Order(), seen.Order());

        var name = OfficialReference.Current.Find(BodyKind.Commune, codes[0])!.Name;
        var found = await (await client.GetAsync($"/api/territory/bodies/{parent}/children?q={Uri.EscapeDataString(name.ToUpperInvariant())}&state=ProposedByParent&bodyState=Prepared&sharesPlan=false")).JsonAsync();
        Assert.Contains(found.GetProperty("items").EnumerateArray(), c => c.GetProperty("code").GetString() == codes[0]);
        Assert.Empty((await (await client.GetAsync($"/api/territory/bodies/{parent}/children?sharesPlan=true")).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(158, found.GetProperty("totals").GetProperty("children").GetInt32());
        await (await client.GetAsync($"/api/territory/bodies/{parent}/children?after=nonsense!")).NamesFieldAsync("after");
    }

    [Fact]
    public async Task A_departement_takes_all_its_communes_and_an_epci_may_be_its_child_too()
    {
        var (parent, administrator) = await app.JoinedAsync(BodyKind.Departement, "56");
        var client = app.As(administrator);
        var perimeter = await (await client.GetAsync($"/api/territory/bodies/{parent}/perimeter")).JsonAsync();
        var codes = perimeter.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!).ToArray();
        Assert.Equal(OfficialReference.Current.CommunesOfDepartement("56").Count, codes.Length);

        var answer = await (await client.PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes })).JsonAsync();
        Assert.Equal(codes.Length, answer.GetProperty("proposed").GetInt32());

        var groups = await (await client.GetAsync($"/api/territory/bodies/{parent}/perimeter?kind=Epci")).JsonAsync();
        var epci = groups.GetProperty("items")[0].GetProperty("code").GetString()!;
        var both = await app.ChildrenAsync(parent, administrator, epci);
        Assert.Equal(codes.Length + 1, both.Count);
        var children = await (await client.GetAsync($"/api/territory/bodies/{parent}/children?all=true")).JsonAsync();
        Assert.All(children.GetProperty("items").EnumerateArray(), c => Assert.Equal("Departement", c.GetProperty("nature").GetString()));
    }

    [Fact]
    public async Task Eight_hundred_and_ninety_communes_are_set_up_within_seconds()
    {
        var (parent, administrator) = await app.JoinedAsync(BodyKind.Departement, "62");
        var codes = OfficialReference.Current.CommunesOfDepartement("62").Select(c => c.Code).ToArray();
        Assert.True(codes.Length >= 880);

        var clock = Stopwatch.StartNew();
        var answer = await (await app.As(administrator).PostAsJsonAsync($"/api/territory/bodies/{parent}/children", new { codes })).JsonAsync();
        Assert.Equal(codes.Length, answer.GetProperty("prepared").GetInt32());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");

        var grid = await (await app.As(administrator).GetAsync($"/api/territory/bodies/{parent}/children?all=true")).JsonAsync();
        Assert.Equal(codes.Length, grid.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Two_parents_share_one_prepared_body_and_asking_at_once_makes_it_once()
    {
        var (first, one) = await app.JoinedAsync(BodyKind.Epci, "200027027");
        var (second, two) = await app.JoinedAsync(BodyKind.Region, "84");
        string[] codes = ["01001", "01002", "01004"];

        var answers = await Task.WhenAll(new[] { (first, one), (second, two), (first, one) }.Select(p =>
            app.As(p.Item2).PostAsJsonAsync($"/api/territory/bodies/{p.Item1}/children", new { codes })));
        var counts = await Task.WhenAll(answers.Select(async a => Counts(await a.JsonAsync())));

        Assert.Equal(3, counts.Sum(c => c.Prepared));
        Assert.Equal(6, counts.Sum(c => c.Proposed));
        Assert.Equal(await app.ChildrenAsync(first, one, codes), await app.ChildrenAsync(second, two, codes));
    }

    private static (int Prepared, int Proposed, int Already) Counts(JsonElement answer) =>
        (answer.GetProperty("prepared").GetInt32(), answer.GetProperty("proposed").GetInt32(), answer.GetProperty("already").GetInt32());
}
