using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Portal.Pages.Methode;

/// <summary>The button "En faire une action": in the one body that the reader may edit, or in the one she chooses.</summary>
internal sealed record MakeAction(IReadOnlyList<MyBody> Bodies, string Query)
{
    public static MakeAction OfMean(Me me, string mean) => new(Editable(me), $"moyen={mean}");

    public static MakeAction OfObjective(Me me, string objective) => new(Editable(me), $"objectif={objective}");

    public string Href(MyBody body) => $"/c/{body.Slug}/actions/nouvelle?{Query}";

    private static List<MyBody> Editable(Me me) => [.. me.Bodies.Where(b => b.State == BodyState.Active && b.Rights.Contains(Right.Edit))];
}
