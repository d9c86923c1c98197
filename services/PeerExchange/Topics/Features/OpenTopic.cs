using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>Someone opens a topic in one of the body's spaces, as a person or in the body's name.</summary>
public static class OpenTopic
{
    /// <param name="Id">Chosen by the caller, so that the same form sent twice opens one topic.</param>
    public sealed record Request(
        Guid? Id,
        [property: Required(ErrorMessage = "Choisissez à qui vous vous adressez.")] Guid? SpaceId,
        [property: Required(ErrorMessage = "Choisissez de quoi il s’agit.")]
        [property: EnumDataType(typeof(TopicKind), ErrorMessage = "Choisissez de quoi il s’agit.")] TopicKind? Kind,
        [property: Required(ErrorMessage = "Donnez un titre au sujet.")]
        [property: StringLength(Topic.LongestTitle, MinimumLength = 5, ErrorMessage = "Le titre compte entre 5 et 150 signes.")] string? Title,
        [property: Required(ErrorMessage = "Écrivez votre message.")]
        [property: StringLength(Topic.LongestText, MinimumLength = 2, ErrorMessage = "Le message compte entre 2 et 8 000 signes.")] string? Text,
        bool AsBody = false);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapPost("/bodies/{bodyId:guid}/topics", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(OpenTopic))
        .WithSummary("Open a topic; in the body's name only by those who may speak for it")
        .ProducesProblem(403)
        .ProducesProblem(409);

    private static async Task<Results<Created<TopicResponse>, Ok<TopicResponse>, ValidationProblem, ProblemHttpResult>> Handle(
        Guid bodyId, Request request, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        if (request.AsBody && !http.Standing().May(Right.Speak))
        {
            return Problems.NotAllowed("the project lead or an administrator of the body");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var spaces = await readership.SpacesAsync(ct);
        if (spaces.Open.FirstOrDefault(s => s.Id == request.SpaceId) is not { } space)
        {
            return spaces.Unsure.Contains(request.SpaceId!.Value)
                ? Problems.TryLater("Whether this territory is still open to you cannot be checked right now; nothing was changed.")
                : Problems.Field("spaceId", "Cet espace ne fait pas partie des vôtres.");
        }

        var id = request.Id is { } chosen && chosen != Guid.Empty ? chosen : Guid.CreateVersion7();
        if (await db.Topics.FirstOrDefaultAsync(t => t.Id == id, ct) is { } same)
        {
            return same.AuthorBodyId == bodyId && same.AuthorPersonId == db.Scope.PersonId && same.SpaceId == space.Id
                ? TypedResults.Ok(await TopicResponse.OfAsync(same, http, db, readership, ct))
                : Problems.Conflict("already-there", "This id is taken.");
        }

        var topic = Topic.Open(id, db.Scope, space, request.AsBody, request.Kind!.Value, request.Title!, request.Text!, db.Now);
        db.Topics.Add(topic);
        db.Record("topic-opened", "topic", topic.Id, new { topic.SpaceId, topic.AsBody });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Created($"/api/peer-exchange/bodies/{bodyId}/topics/{topic.Id}", await TopicResponse.OfAsync(topic, http, db, readership, ct));
    }
}
