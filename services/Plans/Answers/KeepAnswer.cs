using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Answers;

/// <summary>Does to an action what the person behind its secure link answered. An answer about an action deleted meanwhile is kept and changes nothing.</summary>
internal sealed class KeepAnswer(PlansDb db, CurrentScope scope) : IConsume<ActionLinkAnswered>
{
    public async Task ConsumeAsync(ActionLinkAnswered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ActionLinkAnswered)));
        if (await db.Answers.AnyAsync(a => a.Id == message.AnswerId, ct))
        {
            return;
        }

        var action = await db.WithDeleted<PlanAction>().FirstOrDefaultAsync(a => a.Id == message.ActionId, ct);
        if (action is null)
        {
            // Another body's action, or one erased for good: there is nothing here that the answer could be about.
            return;
        }

        var answer = db.Answers.Add(ActionAnswer.Of(message)).Entity;
        if (action.DeletedAt is null)
        {
            var before = action.Values();
            answer.ApplyTo(action, await ProofAsync(message, ct), db.Now);
            db.Note(action, "answered", before);
            db.ShareLater(PlansService.Name, ShareSubject.Plan);
        }
        else
        {
            action.CountAnswer();
        }

        db.Record("action-answered", "action", action.Id, new { answer = answer.Id, link = answer.LinkId, before = answer.StateBefore, after = answer.State, applied = answer.IsApplied });
        await db.SaveChangesAsync(ct);
    }

    private async Task<Guid?> ProofAsync(ActionLinkAnswered message, CancellationToken ct)
    {
        if (message.ProofUrl is null || await db.Evidence.CountAsync(e => e.ActionId == message.ActionId, ct) >= Evidence.Most)
        {
            return null;
        }

        return db.Evidence.Add(new Evidence
        {
            TenantId = message.TenantId,
            Id = Guid.CreateVersion7(),
            ActionId = message.ActionId,
            Kind = EvidenceKind.Link,
            Title = "Lien donné par lien sécurisé",
            Url = message.ProofUrl,
            On = PlansDb.DayOf(message.At),
            Note = message.Text,
            CreatedAt = db.Now,
        }).Entity.Id;
    }
}
