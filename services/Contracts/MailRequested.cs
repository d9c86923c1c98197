namespace OpenDataAnimation.Contracts;

/// <summary>A person should get a mail. Notifications chooses the words (by template), the moment and the sender.</summary>
/// <param name="MailId">Names the fact: the same mail asked for twice is sent once.</param>
/// <param name="Template">A name in Notifications' catalogue, such as <c>invitation</c>.</param>
/// <param name="Fields">What the template shows; values are plain text or absolute links.</param>
/// <param name="FromBodyId">The body in whose name it is sent, or null for the platform's own mails.</param>
public sealed record MailRequested(
    Guid MailId, string To, string ToName, string Template, Dictionary<string, string> Fields, Guid? FromBodyId, DateTime At) : IPlatformMessage;
