using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>The actions made from something of the plan, and the way to make another.</summary>
/// <param name="Kind">As the address of a new action says it: <c>jeu</c>, <c>besoin</c>, <c>problematique</c>, <c>mission</c>, <c>co-conception</c>.</param>
/// <param name="MayLink">Whether actions of the plan can be tied to it and untied: datasets alone.</param>
/// <param name="Subject">Its title, that the new action's begins from.</param>
internal sealed record LinkedActionsView(BodyPage Page, IReadOnlyList<LinkedAction> Actions, string Kind, Guid Id, string Subject, bool MayLink = false)
{
    public string? LinkHref => MayLink && Page.May(Right.Edit) ? Page.To($"recensement/{Id}/actions") : null;

    public string? NewHref => Page.May(Right.Edit) ? Page.To($"actions/nouvelle?{Kind}={Id}&sujet={Uri.EscapeDataString(Subject)}") : null;
}
