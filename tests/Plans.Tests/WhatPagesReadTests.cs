using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>Lists that a page shows whole, in one request.</summary>
public sealed class WhatPagesReadTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task A_list_of_proposals_holds_what_is_needed_to_answer_and_tells_open_from_answered()
    {
        var (parent, child) = await app.FamilyAsync();
        var id = await parent.ProposeAsync(child);
        var open = Assert.Single((await child.Client.OkAsync($"{child.Url}/proposals?open=true")).GetProperty("items").EnumerateArray());
        Assert.Equal("En dix minutes.", open.GetProperty("description").GetString());
        Assert.Equal("Nous avons un diaporama.", open.GetProperty("message").GetString());
        Assert.Equal(1, open.GetProperty("sentVersion").GetInt32());
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals?open=false")).GetProperty("items").GetArrayLength());

        await (await child.Client.PostAsync($"{child.Url}/proposals/{id}/decline", new { reason = "Pas cette année" })).JsonAsync();
        Assert.Equal(0, (await child.Client.OkAsync($"{child.Url}/proposals?open=true")).GetProperty("items").GetArrayLength());
        var answered = Assert.Single((await child.Client.OkAsync($"{child.Url}/proposals?open=false")).GetProperty("items").EnumerateArray());
        Assert.Equal("Pas cette année", answered.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_plan_counts_the_proofs_of_an_objective_and_they_are_listed()
    {
        var town = await app.TownAsync();
        var action = await town.ActionAsync("Présenter la démarche", ["1.1"]);
        var other = await town.ActionAsync("Écrire aux associations", ["2.2"]);
        await town.Client.CreatedAsync($"{town.Url}/actions/{action}/evidence", new { kind = "Document", title = "Délibération" });
        await town.Client.CreatedAsync($"{town.Url}/actions/{other}/evidence", new { kind = "Note", title = "Réponses" });

        var objectives = (await town.Client.OkAsync($"{town.Url}/plan")).GetProperty("objectives").EnumerateArray().ToDictionary(o => o.GetProperty("code").GetString()!);
        Assert.Equal((1, 1, 0), (objectives["1.1"].GetProperty("proofs").GetInt32(), objectives["2.2"].GetProperty("proofs").GetInt32(), objectives["3.1"].GetProperty("proofs").GetInt32()));

        var proof = Assert.Single((await town.Client.OkAsync($"{town.Url}/evidence?objective=1.1")).GetProperty("items").EnumerateArray());
        Assert.Equal(("Délibération", "Présenter la démarche"), (proof.GetProperty("title").GetString(), proof.GetProperty("actionTitle").GetString()));
        var first = await town.Client.OkAsync($"{town.Url}/evidence?size=1");
        var second = await town.Client.OkAsync($"{town.Url}/evidence?size=1&after={first.GetProperty("next").GetString()}");
        Assert.Equal("Délibération", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Evidence_is_read_by_a_parent_only_where_the_plan_is_shared_for_reading()
    {
        var (parent, child) = await app.FamilyAsync(ShareLevel.Read);
        var (stranger, closed) = await app.FamilyAsync();
        Assert.Equal(200, (int)(await parent.Client.GetAsync($"{child.Url}/evidence")).StatusCode);
        Assert.Equal(404, (int)(await stranger.Client.GetAsync($"{closed.Url}/evidence")).StatusCode);
    }
}
