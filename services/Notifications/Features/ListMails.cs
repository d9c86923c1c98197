using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Notifications.Features;

/// <summary>An operator sees which mails left, wait or are parked; never what they say, nor to whom exactly.</summary>
internal static class ListMails
{
    internal sealed record Item(
        Guid MailId, string Template, MailState State, string To, DateTime RequestedAt, DateTime? SentAt, DateTime? NextAttemptAt, int Attempts, string? LastError);

    internal sealed record Response(IReadOnlyList<Item> Items, string? Next);

    internal static void Map(RouteGroupBuilder notifications) => notifications
        .MapGet("/operator/mails", Handle)
        .ForOperators("mails are a matter of the platform, not of one body")
        .WithName(nameof(ListMails))
        .WithSummary("Mails and what became of them, newest first");

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(
        NotificationsDb db, CancellationToken ct, MailState? state = null, string? after = null, int size = 50)
    {
        var mails = db.Mails.AsNoTracking();
        if (state is { } wanted)
        {
            mails = mails.Where(m => m.State == wanted);
        }

        if (after is not null)
        {
            if (!Place.TryRead(after, out var at, out var id))
            {
                return Problems.Field(nameof(after), "This is not a place in the list.");
            }

            mails = mails.Where(m => m.RequestedAt < at || (m.RequestedAt == at && m.MailId < id));
        }

        size = Math.Clamp(size, 1, 200);
        var rows = await mails.OrderByDescending(m => m.RequestedAt).ThenByDescending(m => m.MailId).Take(size + 1).ToListAsync(ct);
        var page = rows.Take(size).ToList();
        return TypedResults.Ok(new Response(
            [.. page.Select(m => new Item(
                m.MailId, m.Template, m.State, m.MaskedAddress(), m.RequestedAt, m.SentAt, m.State == MailState.Waiting ? m.NotBefore : null, m.Attempts, m.LastError))],
            rows.Count > size ? Place.Of(page[^1].RequestedAt, page[^1].MailId) : null));
    }
}
