using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Plans.Tests;

/// <summary>What Plans wrote of a person's name, once Territory tells that it is to be erased.</summary>
public sealed class ErasedPersonTests(PlansApp app) : IClassFixture<PlansApp>
{
    [Fact]
    public async Task The_team_and_the_answers_to_links_lose_the_name_and_keep_what_was_done()
    {
        var town = await app.TownAsync();
        var leaver = new TestPerson(Guid.NewGuid().ToString("N"), "Alex Essai");
        var membership = await app.MemberAsync(town.Body, leaver, Role.Contributor);
        await town.Client.CreatedAsync($"{town.Url}/framework/items", new { kind = "Team", item = new { title = leaver.Name, text = "Répond aux services.", personId = leaver.Id, effortPercent = 20 } });
        await town.Client.CreatedAsync($"{town.Url}/framework/items", new { kind = "Team", item = new { title = "Une voisine" } });
        var action = await town.ActionAsync();
        var answers = new[] { leaver.Name, "Mme Essai" }.Select(name => new ActionLinkAnswered(
            town.Body.Id, Guid.CreateVersion7(), Guid.CreateVersion7(), action, name, AnsweredState.InProgress, "Première réunion tenue.", null, null, DateTime.UtcNow)).ToList();
        foreach (var answer in answers)
        {
            await app.Bus.DeliverAsync(answer);
        }

        var word = new PersonErased(town.Body.Id, leaver.Id, DateTime.UtcNow, [answers[0].LinkId]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Bus.DeliverAsync(word));
        await app.TellAsync(new MembershipChanged(town.Body.Id, membership, 2, DateTime.UtcNow, leaver.Id, "", [Role.Contributor], DateTime.UtcNow.AddDays(-1), null, true));
        await app.Bus.DeliverAsync(word);
        await app.Bus.DeliverAsync(word);

        await app.InScopeAsync(town.Body.Id, async db =>
        {
            Assert.Equal([("Une personne partie", (Guid?)null, (int?)20), ("Une voisine", null, null)],
                await db.FrameworkItems.OrderBy(i => i.Place).Select(i => ValueTuple.Create(i.Title, i.PersonId, i.EffortPercent)).ToListAsync());
            Assert.Equal(["Mme Essai", "Une personne partie"], await db.Answers.OrderBy(a => a.Name).Select(a => a.Name).ToListAsync());
            Assert.Equal(2, await db.Answers.CountAsync(a => a.Text == "Première réunion tenue."));
            return 0;
        });
    }
}
