using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Links.Features;

/// <summary>The person behind a secure link answers. One use is counted and Plans is told in the same transaction; the same answer sent twice counts once.</summary>
public static class AnswerLink
{
    private const string BlockedNeedsText = "Dites en quelques mots ce qui bloque.";

    /// <param name="AnswerId">Made with the form: a form sent twice is one answer.</param>
    public sealed record Request(
        [property: Required] Guid? AnswerId,
        [property: Required(ErrorMessage = "Choisissez où en est l’action."), EnumDataType(typeof(AnsweredState), ErrorMessage = "Cet état n’existe pas.")] AnsweredState? State,
        [property: StringLength(500, ErrorMessage = "Le texte compte 500 caractères au plus.")] string? Text = null,
        DateOnly? EndsOn = null,
        [property: Url(ErrorMessage = "Écrivez une adresse complète, par exemple https://www.commune.fr."), StringLength(500, ErrorMessage = "L’adresse compte 500 caractères au plus.")] string? ProofUrl = null);

    public sealed record Response(DateTime At, SecureLinkState State);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapPost("/links/{token}/answer", Handle)
        .ForAnyone("whoever answers has no account: the 256-bit token is the proof")
        .WithName(nameof(AnswerLink))
        .WithSummary("Answer a secure link")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        string token, Request request, TerritoryDb db, CurrentScope scope, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.SecureLinkKeys.ByTokenAsync(token, ct) is not { } key)
        {
            return Problems.NotFound("link");
        }

        scope.Open(new TenantScope(key.BodyId, AllowedWrites.Only(typeof(AuditEntry)), nameof(AnswerLink)));
        if (key.LastAnswer == request.AnswerId)
        {
            return TypedResults.Ok(new Response(key.UsedAt!.Value, key.StateAt(db.Now)));
        }

        if (Closed(key.StateAt(db.Now)) is { } closed)
        {
            return closed;
        }

        if (WrongField(request, DateOnly.FromDateTime(db.Now)) is { } wrong)
        {
            return wrong;
        }

        var link = await db.SecureLinks.AsNoTracking().FirstAsync(l => l.Id == key.LinkId, ct);
        key.Use(request.AnswerId!.Value, db.Now);
        db.Send(new ActionLinkAnswered(
            key.BodyId, link.Id, request.AnswerId.Value, link.ActionId, link.Name, request.State!.Value, Text(request.Text), request.EndsOn, Text(request.ProofUrl), db.Now));
        db.Record("link-answered", nameof(SecureLink), link.Id, new { answer = request.AnswerId, action = link.ActionId, key.Uses });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response(db.Now, key.StateAt(db.Now)));
    }

    private static ProblemHttpResult? Closed(SecureLinkState state) => state switch
    {
        SecureLinkState.Open => null,
        SecureLinkState.Expired => Problems.Conflict("link-expired", "This link is too old: ask for another."),
        SecureLinkState.Revoked => Problems.Conflict("link-revoked", "This link was taken back or replaced by a later one."),
        _ => Problems.Conflict("link-used", "This link was answered already."),
    };

    private static ValidationProblem? WrongField(Request request, DateOnly today) =>
        request.AnswerId == Guid.Empty ? Problems.Field("answerId", "Rechargez la page, puis recommencez.")
        : request.State == AnsweredState.Blocked && Text(request.Text) is null ? Problems.Field("text", BlockedNeedsText)
        // Ten years either way: anything else is a slip of the finger.
        : request.EndsOn is { } day && Math.Abs(day.Year - today.Year) > 10 ? Problems.Field("endsOn", $"Choisissez une date proche, par exemple le 30\u00A0juin\u00A0{today.Year + 1}.")
        : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
