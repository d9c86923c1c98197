using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Territory.Tests;

public sealed class ResendTests(TerritoryApp app) : IClassFixture<TerritoryApp>
{
    [Fact]
    public async Task A_service_that_asks_hears_everything_again_then_that_it_was_all_and_no_other_service_does()
    {
        var (parent, animator, child, mayor, attachment) = await app.AttachedAsync("243500741", "56001", new { plan = "Read" });
        // Endpoints named after the asking service ("test") and after another one.
        app.Hear<BodyChanged>();
        app.Hear<AttachmentChanged>();
        app.Hear<SharePolicyChanged>();
        app.Hear<MembershipChanged>();
        app.Hear<ResendCompleted>();
        var others = 0;
        app.Bus.Listen<BodyChanged>("other.keep-body", _ => Task.FromResult(Interlocked.Increment(ref others)));

        await app.Bus.DeliverAsync(new ResendRequested("test", null, DateTime.UtcNow));

        await Eventually.HoldsAsync(() =>
        {
            Assert.Contains(app.Sent<ResendCompleted>(), r => r.Service == "test");
            Assert.Contains(app.Sent<BodyChanged>(), b => b.BodyId == child && b.State == BodyState.Active && b.Version == 2 && b.InseeCode == "56001");
            Assert.Contains(app.Sent<BodyChanged>(), b => b.BodyId == parent);
            Assert.Contains(app.Sent<AttachmentChanged>(), a => a.AttachmentId == attachment && a.State == AttachmentState.Accepted);
            Assert.Equal(4, app.Sent<SharePolicyChanged>().Count(p => p.TenantId == child && p.ParentId == parent));
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.PersonId == mayor.Id && m.TenantId == child && m.Roles.Contains(Role.Administrator));
            Assert.Contains(app.Sent<MembershipChanged>(), m => m.PersonId == animator.Id);
            return Task.CompletedTask;
        });
        Assert.Equal(0, others);
    }

    [Fact]
    public Task Territory_says_that_it_is_alive_from_its_start() => Eventually.HoldsAsync(() =>
    {
        Assert.True(app.Services.GetRequiredService<Stethoscope>().Beats > 0);
        return Task.CompletedTask;
    });
}
