namespace OpenDataAnimation.Contracts;

/// <summary>What a person without an account may say of where an action stands.</summary>
public enum AnsweredState { ToCome, InProgress, Done, Blocked }

/// <summary>A body asks someone without an account about one of its actions: Territory makes the link and keeps it.</summary>
/// <param name="TenantId">The body whose action it is.</param>
/// <param name="Note">What the asker adds; null for none.</param>
/// <param name="Days">How long the link works.</param>
/// <param name="Uses">How many answers it takes.</param>
public sealed record ActionLinkAsked(
    Guid TenantId, Guid LinkId, Guid ActionId, string ActionTitle, string Name, string Email, string? Note, int Days, int Uses,
    Guid AskedBy, Guid? OnBehalfOf, DateTime At) : ITenantMessage;

/// <summary>The person behind a secure link answered: one answer, whole.</summary>
/// <param name="TenantId">The body whose action it is.</param>
/// <param name="AnswerId">Names the answer: the same one sent twice counts once.</param>
/// <param name="Text">What was done, or what blocks.</param>
public sealed record ActionLinkAnswered(
    Guid TenantId, Guid LinkId, Guid AnswerId, Guid ActionId, string Name, AnsweredState State, string? Text, DateOnly? EndsOn, string? ProofUrl,
    DateTime At) : ITenantMessage;
