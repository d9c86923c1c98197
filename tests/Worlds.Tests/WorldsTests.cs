using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Worlds.Tests;

public sealed class PlansApp : ServiceApp<PlansDb>
{
    protected override string Service => "plans";
}

/// <summary>
/// Random worlds are told to the running service, each fact in its order and some of them again and late; then every person
/// tries to read and write in every body. What is answered must be what <see cref="Model"/> says, and show no other body's word.
/// </summary>
public sealed class WorldsTests(PlansApp app) : IClassFixture<PlansApp>
{
    private const int Few = 40;

    private int _worlds, _checks;

    [Fact]
    public async Task What_each_person_reads_and_writes_is_what_the_model_says()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ODA_WORLDS"), CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : Few;
        try
        {
            // One after the other: the service is one, and a failure is then shrunk to a world that can be read.
            await World.Any.SampleAsync(CheckAsync, iter: count, threads: 1);
        }
        catch (CsCheckException e)
        {
            Say(1);
            Assert.Fail(e.ToString());
        }

        Say(0);
    }

    private async Task CheckAsync(World world)
    {
        var (model, told) = (new Model(world), await TellAsync(world));
        Interlocked.Increment(ref _worlds);
        for (var person = 0; person < world.People; person++)
        {
            using var client = app.As(told.People[person]);
            for (var body = 0; body < world.Bodies; body++)
            {
                var url = $"/api/plans/bodies/{told.Bodies[body].Id}";
                var (reads, writes, belongs) = (model.Reads(person, body), model.Writes(person, body), model.Belongs(person, body));
                foreach (var path in new[] { "/actions", $"/actions/{told.Actions[body]}", "/plan" })
                {
                    using var answer = await client.GetAsync(url + path);
                    var text = await answer.Content.ReadAsStringAsync();
                    Agree(reads ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode, $"person {person} reads {path} of body {body}", world);
                    ShowsOnly(told.Marks, reads ? [body] : [], text, $"person {person} reads {path} of body {body}", world);
                }

                // What is another body's is not found through one's own.
                var other = (body + 1) % world.Bodies;
                using var crossed = await client.GetAsync($"{url}/actions/{told.Actions[other]}");
                Agree(HttpStatusCode.NotFound, crossed.StatusCode, $"person {person} reads an action of body {other} through body {body}", world);

                using var written = await client.PostAsJsonAsync(url + "/actions", new { title = $"Essai {told.Marks[body]}", objectives = new[] { "1.1" } });
                Agree(writes ? HttpStatusCode.Created : reads ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, written.StatusCode, $"person {person} writes in body {body}", world);

                using var grid = await client.GetAsync(url + "/oversight");
                // The grid is the parent's own: to read a plan through a parent does not open it.
                Agree(belongs ? HttpStatusCode.OK : reads ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, grid.StatusCode, $"person {person} reads the grid of body {body}", world);
                if (belongs)
                {
                    var rows = (await grid.JsonAsync()).GetProperty("rows").EnumerateArray()
                        .ToDictionary(r => Array.FindIndex(told.Bodies, b => b.Id == r.GetProperty("bodyId").GetGuid()), r => r.GetProperty("level").GetString() != nameof(ShareLevel.Nothing));
                    Check(model.Grid(body).OrderBy(r => r.Key).SequenceEqual(rows.OrderBy(r => r.Key)), $"the grid of body {body} is {JsonSerializer.Serialize(rows)}", world);
                    ShowsOnly(told.Marks, [], (await grid.Content.ReadAsStringAsync()), $"person {person} reads the grid of body {body}", world);
                }
            }
        }
    }

    private sealed record Told(TestBody[] Bodies, TestPerson[] People, Guid[] Actions, string[] Marks);

    private async Task<Told> TellAsync(World world)
    {
        var random = new Random(world.Stray);
        var bodies = new TestBody[world.Bodies];
        for (var i = 0; i < bodies.Length; i++)
        {
            bodies[i] = await app.BodyAsync($"Commune {i}");
        }

        var people = Enumerable.Range(0, world.People).Select(_ => new TestPerson(Guid.NewGuid().ToString("N"), "Camille Essai")).ToArray();
        var marks = bodies.Select(b => "mark" + b.Id.ToString("N")[^10..]).ToArray();
        var actions = new Guid[bodies.Length];
        for (var i = 0; i < bodies.Length; i++)
        {
            var author = await app.PersonAsync(bodies[i], Role.ProjectLead);
            using var client = app.As(author);
            using var made = await client.PostAsJsonAsync($"/api/plans/bodies/{bodies[i].Id}/actions", new { title = $"Essai {marks[i]}", objectives = new[] { "1.1" } });
            actions[i] = (await made.JsonAsync()).GetProperty("id").GetGuid();
        }

        var facts = Facts(world, bodies, people).ToArray();
        // The facts of one thing come in any order among those of others, and as a broker may bring them: again, and late.
        random.Shuffle(facts);
        foreach (var fact in facts.Concat(facts.Where(_ => random.Next(3) == 0).ToArray()))
        {
            await app.Bus.DeliverAsync(fact);
        }

        return new Told(bodies, people, actions, marks);
    }

    private static IEnumerable<IMessage> Facts(World world, TestBody[] bodies, TestPerson[] people)
    {
        var now = DateTime.UtcNow;
        foreach (var tie in world.Ties)
        {
            var (id, parent, child) = (Guid.CreateVersion7(), bodies[tie.Parent].Id, bodies[tie.Child].Id);
            yield return new AttachmentChanged(id, 1, now, parent, child, AttachmentNature.Free, AttachmentState.ProposedByParent);
            yield return new AttachmentChanged(id, 2, now, parent, child, AttachmentNature.Free, tie.State);
            var decided = tie.State is AttachmentState.Accepted or AttachmentState.Ended ? tie.Levels : [];
            for (var epoch = 1; epoch <= decided.Length; epoch++)
            {
                yield return new SharePolicyChanged(child, parent, ShareSubject.Plan, decided[epoch - 1], epoch, now);
            }

            if (tie.State == AttachmentState.Ended)
            {
                yield return new SharePolicyChanged(child, parent, ShareSubject.Plan, ShareLevel.Nothing, decided.Length + 1, now);
            }
        }

        foreach (var seat in world.Seats)
        {
            var (id, person) = (Guid.CreateVersion7(), people[seat.Person]);
            var (from, until) = seat.When switch
            {
                When.NotYet => (now.AddDays(1), (DateTime?)null),
                When.Over => (now.AddDays(-2), now.AddDays(-1)),
                _ => (now.AddDays(-1), null),
            };
            MembershipChanged At(int version, bool ended) => new(bodies[seat.Body].Id, id, version, now, person.Id, person.Name, [seat.Role], from, until, ended, null, person.IsMachine);
            yield return At(1, seat.When == When.Ended);
            if (seat.When == When.EndedLate)
            {
                yield return At(2, ended: true);
            }
        }
    }

    private void Agree(HttpStatusCode expected, HttpStatusCode got, string what, World world) => Check(expected == got, $"{what}: {(int)got} where the model says {(int)expected}", world);

    private void ShowsOnly(string[] marks, int[] bodies, string text, string what, World world) =>
        Check(Enumerable.Range(0, marks.Length).All(i => bodies.Contains(i) || !text.Contains(marks[i], StringComparison.Ordinal)), $"{what}: another body's word is shown", world);

    private void Check(bool agrees, string what, World world)
    {
        Interlocked.Increment(ref _checks);
        Assert.True(agrees, $"{what}\nin {JsonSerializer.Serialize(world)}");
    }

    private void Say(int disagreements)
    {
        File.WriteAllText(Path.Combine(SourceTree.Output(), "worlds.md"), string.Create(CultureInfo.InvariantCulture, $"worlds: {_worlds}, checks: {_checks}, disagreements: {disagreements}\n"));
    }
}
