using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Platform.Tests;

/// <summary>
/// What an older program wrote is read for ever (first-shapes.json: each message as it was first released, never changed);
/// what a newer one writes waits for a newer program.
/// </summary>
public sealed class ContractTests
{
    private static readonly JsonElement FirstShapes =
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "first-shapes.json")));

    public static TheoryData<string> Messages => [.. FirstShapes.EnumerateObject().Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_in_its_first_shape_still_reads(string name)
    {
        var shape = FirstShapes.GetProperty(name);

        var message = Wire.Read(name, shape.GetRawText());

        // Each field of then has a place now, and holds what was written.
        var now = JsonSerializer.Deserialize<JsonElement>(Wire.Write(message));
        Assert.All(shape.EnumerateObject(), field => Assert.Equal(field.Value.ToString().Replace(" ", "", StringComparison.Ordinal), now.GetProperty(field.Name).ToString()
            .Replace(" ", "", StringComparison.Ordinal).Replace("\\u00E9", "é", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_newer_message_of_the_same_number_reads_without_what_this_program_does_not_know()
    {
        var shape = FirstShapes.GetProperty(nameof(ResendCompleted)).GetRawText().Replace("{", """{ "because": "restore",""", StringComparison.Ordinal);

        Assert.Equal("plans", Assert.IsType<ResendCompleted>(Wire.Read(nameof(ResendCompleted), shape)).Service);
    }

    [Theory]
    [InlineData("ResendCompleted/2", """{"service":"plans","at":"2026-11-23T08:00:00Z"}""", "newer than this program")]
    [InlineData("BodyMoved", "{}", "Unknown message type")]
    [InlineData("ResendCompleted", """{"service":"plans"}""", "expected form")]
    [InlineData("ResendCompleted", """{"service":{"secret":1},"at":"2026-11-23T08:00:00Z"}""", "expected form at $.service")]
    [InlineData("ResendCompleted", "not JSON", "expected form")]
    public void What_cannot_be_read_is_said_without_quoting_it(string type, string body, string words)
    {
        var refused = Assert.Throws<UnreadableMessageException>(() => Wire.Read(type, body));

        Assert.Contains(words, refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Fact]
    public async Task A_message_of_a_newer_program_is_parked_at_once_and_acts_when_it_can_be_read()
    {
        await using var probe = await Probe.StartAsync();
        var commune = Guid.CreateVersion7();
        await probe.WithoutScopeAsync(async db =>
        {
            var row = OutboxMessage.Kept(Guid.CreateVersion7(), "probe.add-thing", commune, "ProposalDelivered/2", FirstShapes.GetProperty(nameof(ProposalDelivered)).GetRawText(), null, db.Now);
            db.Outbox.Add(row);
            return await db.SaveChangesAsync();
        });

        await Eventually.HoldsAsync(async () => Assert.Equal(1, Assert.Single(await probe.WithoutScopeAsync(db => db.Outbox.Where(m => m.ParkedAt != null).ToListAsync())).Attempts));
    }

    [Fact]
    public void Nothing_but_the_transport_knows_the_library_behind_it()
    {
        var knowing = new[] { "services", "gateway", "infra", "tests" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, f), "*.cs*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) is ".cs" or ".csproj")
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj") && File.ReadAllText(f).Contains("Mass" + "Transit", StringComparison.Ordinal)).Select(Path.GetFileName);

        Assert.Equal(["BrokerTransport.cs", "Platform.csproj"], knowing.Order(StringComparer.Ordinal));
    }
}
