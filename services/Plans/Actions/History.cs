namespace OpenDataAnimation.Plans.Actions;

/// <summary>Every change of an action leaves a line that its page shows.</summary>
internal static class History
{
    /// <summary>Notes a change within the same save; call it after the change.</summary>
    /// <param name="act">A verb in the past: <c>created</c>, <c>edited</c>, <c>moved</c>…</param>
    /// <param name="before">What <see cref="PlanAction.Values"/> gave before the change; null for what has no fields of the action in it.</param>
    public static void Note(this PlansDb db, PlanAction action, string act, IReadOnlyDictionary<string, string?>? before = null) =>
        db.Notes.Add(ActionNote.Change(db.Scope, action, act, before, db.Now));
}
