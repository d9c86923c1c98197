using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <param name="HideAt">Where a comment is hidden or shown; null where it cannot be.</param>
internal sealed record NotesView(IReadOnlyList<Note> Notes, Method Method, string? HideAt);
