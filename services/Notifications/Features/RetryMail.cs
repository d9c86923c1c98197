using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Notifications.Sending;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Notifications.Features;

/// <summary>An operator has a mail sent again that waits or is parked, once its cause is mended.</summary>
internal static class RetryMail
{
    internal static void Map(RouteGroupBuilder notifications) => notifications
        .MapPost("/operator/mails/{mailId:guid}/retry", Handle)
        .ForOperators("mails are a matter of the platform, not of one body")
        .WithName(nameof(RetryMail))
        .WithSummary("Try a waiting or parked mail again now")
        .ProducesProblem(409);

    private static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid mailId, HttpContext http, NotificationsDb db, MailBell bell, ILogger<Mail> log, CancellationToken ct)
    {
        var mail = await db.Mails.FirstOrDefaultAsync(m => m.MailId == mailId, ct);
        if (mail is null)
        {
            return Problems.NotFound("mail");
        }

        if (mail.State == MailState.Sent)
        {
            return Problems.Conflict("already-sent", "This mail was sent.");
        }

        mail.TryAgain(db.Now);
        await db.SaveChangesAsync(ct);
        log.LogInformation("Mail {MailId} is tried again, asked by {PersonId}", mailId, http.Caller().Id);
        bell.Ring();
        return TypedResults.Accepted((string?)null);
    }
}
