using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Isolation.Tests;

/// <summary>
/// Delivers every kind of message that names a body to that body's services, as if a body that has nothing to do with it had sent it:
/// once from a body that does not exist, once from one that does. No row of the named body may change.
/// </summary>
public sealed class ForgedMessageTests(World world) : IClassFixture<World>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Kinds that no other body's act can cause, so that there is no sender to forge; each with the reason.</summary>
    private static readonly Dictionary<string, string> OfTheBodyItself = new()
    {
        [nameof(SharePolicyChanged)] = "Territory alone tells what the body itself decided: its projection is made anew",
        [nameof(MembershipChanged)] = "Territory alone tells who acts in a body: the copy of it names the body",
    };

    [Fact]
    public async Task No_message_changes_a_body_that_has_nothing_to_do_with_its_sender()
    {
        var shapes = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "tests", "Platform.Tests", "first-shapes.json")))!.AsObject();
        var types = typeof(ITenantMessage).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ITenantMessage)) && t is { IsClass: true, IsAbstract: false }).OrderBy(t => t.Name).ToList();
        var table = new StringBuilder("| message | from a body that is not there | from another body |\n|---|---|---|\n");
        var (delivered, unexpected) = (0, new List<string>());
        foreach (var type in types)
        {
            var shape = Assert.IsType<JsonObject>(shapes[type.Name]);
            var cells = new List<string>();
            foreach (var sender in new Guid?[] { null, world.Mine.BodyId })
            {
                var before = await world.DigestAsync(world.Theirs.BodyId);
                var said = "ignored";
                try
                {
                    delivered++;
                    await world.Bus.DeliverAsync(Forged(shape, type, sender, world.Theirs.BodyId));
                }
                catch (Exception e) when (e is not Xunit.Sdk.XunitException)
                {
                    // As behind a broker: it is tried again, and parked in the end.
                    said = "refused";
                }

                if (await world.DigestAsync(world.Theirs.BodyId) != before)
                {
                    said = OfTheBodyItself.GetValueOrDefault(type.Name, "**taken**");
                    if (!OfTheBodyItself.ContainsKey(type.Name))
                    {
                        unexpected.Add($"{type.Name} from {(sender is null ? "nowhere" : "another body")} changed rows");
                    }
                }

                cells.Add(said);
            }

            table.Append(CultureInfo.InvariantCulture, $"| {type.Name} | {cells[0]} | {cells[1]} |\n");
        }

        var line = $"isolation messages: {types.Count} kinds, {delivered} deliveries, {unexpected.Count} unexpected";
        await File.WriteAllTextAsync(Path.Combine(SourceTree.Output(), "isolation-messages.md"), $"{line}\n\n{table}");
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
        Assert.True(types.Count > 5, line);
    }

    /// <summary>The message to the other side's body, with every id of bodies in it the sender's.</summary>
    private static IMessage Forged(JsonObject shape, Type type, Guid? sender, Guid body)
    {
        var forged = (JsonObject)shape.DeepClone();
        foreach (var id in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(Guid) || p.PropertyType == typeof(Guid?)))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(id.Name);
            if (name.EndsWith("Id", StringComparison.Ordinal) && name is not "tenantId")
            {
                forged[name] = (sender ?? Guid.NewGuid()).ToString();
            }
        }

        forged["tenantId"] = body.ToString();
        return (IMessage)forged.Deserialize(type, Json)!;
    }
}
