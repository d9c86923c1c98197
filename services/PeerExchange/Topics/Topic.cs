using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.PeerExchange.Topics;

public enum TopicKind { Question, Experience, Announcement, Request }

public enum TopicState { Open, Solved, Archived }

/// <summary>What one body asks or tells others.</summary>
[Exported(nameof(AuthorBodyId))]
[PlatformTable("read by people of several bodies; who may is decided in Spaces/Readership.cs")]
public sealed class Topic : IWritten
{
    public const int LongestTitle = 150, LongestText = 8000;

    public Guid Id { get; private set; }

    /// <summary>Raised when its author changes it; a reply does not, so that nobody's edit is lost to one.</summary>
    public int Version { get; private set; }
    public Guid SpaceId { get; private set; }
    public SpaceKind SpaceKind { get; private set; }
    public Guid AuthorBodyId { get; private set; }
    public Guid AuthorPersonId { get; private set; }
    public bool AsBody { get; private set; }
    public TopicKind Kind { get; private set; }
    public TopicState State { get; private set; }
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime LastActivityAt { get; private set; }
    public int ReplyCount { get; private set; }
    public Guid? AcceptedReplyId { get; private set; }

    public static Topic Open(Guid id, TenantScope scope, Space space, bool asBody, TopicKind kind, string title, string text, DateTime now) => new()
    {
        Id = id,
        Version = 1,
        SpaceId = space.Id,
        SpaceKind = space.Kind,
        AuthorBodyId = scope.TenantId,
        AuthorPersonId = scope.PersonId!.Value,
        AsBody = asBody,
        Kind = kind,
        Title = Typed.Line(title),
        Text = Typed.Lines(text),
        CreatedAt = now,
        LastActivityAt = now,
    };

    public void Edit(TopicKind kind, string title, string text) => (Kind, Title, Text, Version) = (kind, Typed.Line(title), Typed.Lines(text), Version + 1);

    public void Become(TopicState state) => (State, Version) = (state, Version + 1);

    public void Accept(Reply reply) => (AcceptedReplyId, State, Version) = (reply.Id, TopicState.Solved, Version + 1);

    public void Count(int replies, DateTime now) => (ReplyCount, LastActivityAt) = (replies, now);

    public void Forget(Reply reply) => AcceptedReplyId = AcceptedReplyId == reply.Id ? null : AcceptedReplyId;
}

/// <summary>An answer to a topic.</summary>
[Exported(nameof(AuthorBodyId))]
[PlatformTable("read by whoever reads its topic; who may is decided in Spaces/Readership.cs")]
public sealed class Reply : IWritten
{
    /// <summary>How long a reply that was taken back can be put there again.</summary>
    public static readonly TimeSpan RestorableFor = TimeSpan.FromDays(30);

    public Guid Id { get; private set; }
    public Guid TopicId { get; private set; }
    public Guid AuthorBodyId { get; private set; }
    public Guid AuthorPersonId { get; private set; }
    public bool AsBody { get; private set; }
    public string Text { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    public static Reply To(Topic topic, Guid id, TenantScope scope, bool asBody, string text, DateTime now) => new()
    {
        Id = id,
        TopicId = topic.Id,
        AuthorBodyId = scope.TenantId,
        AuthorPersonId = scope.PersonId!.Value,
        AsBody = asBody,
        Text = Typed.Lines(text),
        CreatedAt = now,
    };

    public void Remove(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}

/// <summary>What someone wrote, as a person or in the name of a body.</summary>
public interface IWritten
{
    Guid AuthorBodyId { get; }
    Guid AuthorPersonId { get; }
    bool AsBody { get; }
}

internal static class Writing
{
    /// <summary>
    /// Its author alone may change it: the person, in the body she wrote from; what was said in the body's name, whoever speaks for that body.
    /// </summary>
    public static bool MayChange(this HttpContext http, TenantScope scope, IWritten written) =>
        written.AuthorBodyId == scope.TenantId && (written.AsBody ? http.Standing().May(Right.Speak) : written.AuthorPersonId == scope.PersonId);
}
