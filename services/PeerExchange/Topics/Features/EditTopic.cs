using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>The author words a topic better.</summary>
public static class EditTopic
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Choisissez de quoi il s’agit.")]
        [property: EnumDataType(typeof(TopicKind), ErrorMessage = "Choisissez de quoi il s’agit.")] TopicKind? Kind,
        [property: Required(ErrorMessage = "Donnez un titre au sujet.")]
        [property: StringLength(Topic.LongestTitle, MinimumLength = 5, ErrorMessage = "Le titre compte entre 5 et 150 signes.")] string? Title,
        [property: Required(ErrorMessage = "Écrivez votre message.")]
        [property: StringLength(Topic.LongestText, MinimumLength = 2, ErrorMessage = "Le message compte entre 2 et 8 000 signes.")] string? Text);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapPut("/bodies/{bodyId:guid}/topics/{topicId:guid}", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(EditTopic))
        .WithSummary("Change one's own topic; needs If-Match")
        .ProducesValidationProblem()
        .ProducesProblem(403)
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<Ok<TopicResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, Request request, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        if (topic is null)
        {
            return refusal!;
        }

        if (!http.MayChange(db.Scope, topic))
        {
            return Problems.NotAllowed("the author of the topic");
        }

        var stored = await TopicResponse.OfAsync(topic, http, db, readership, ct);
        if (http.Refuse(topic.Version, stored) is { } stale)
        {
            return stale;
        }

        topic.Edit(request.Kind!.Value, request.Title!, request.Text!);
        db.Record("topic-edited", "topic", topic.Id);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(await TopicResponse.OfAsync(topic, http, db, readership, ct));
    }
}
