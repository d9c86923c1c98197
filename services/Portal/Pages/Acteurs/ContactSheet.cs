using System.Globalization;
using System.Text;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Journal;

namespace OpenDataAnimation.Portal.Pages.Acteurs;

/// <summary>What is kept of a contact, as a text that this person can read: GDPR article 12 wants it plain.</summary>
internal static class ContactSheet
{
    public sealed record Kept(Details Contact, string KeptBy, IReadOnlyList<string> SharedWith, IReadOnlyList<Step> History);

    public sealed record Details(
        string Name, string? Organisation, string? Function, string Audience, string? Email, string? Phone, string LegalBasis, string? Source, DateOnly RetainUntil, string? Notes);

    public sealed record Step(DateTime At, string Act);

    /// <returns>UTF-8 with its mark, so that every editor shows the accents.</returns>
    public static byte[] Write(Kept kept, DateTime now, Frame frame)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Vos données dans le carnet de contacts\u00A0: {kept.KeptBy}\r\nLe {Day(now)}\r\n");
        Part("Ce qui est gardé");
        Line("Nom", kept.Contact.Name);
        Line("Organisme", kept.Contact.Organisation);
        Line("Fonction", kept.Contact.Function);
        Line("Public", AudienceWords.Of(kept.Contact.Audience));
        Line("Adresse électronique", kept.Contact.Email);
        Line("Téléphone", kept.Contact.Phone);
        Line("Notes", kept.Contact.Notes);
        Part("Pourquoi, d’où et jusqu’à quand");
        Line("Raison", EditModel.LegalBases.FirstOrDefault(b => b.Value == kept.Contact.LegalBasis)?.Label ?? kept.Contact.LegalBasis);
        Line("Origine", kept.Contact.Source);
        Line("Gardé jusqu’au", French.Date(kept.Contact.RetainUntil));
        Part("Qui d’autre peut lire ces données");
        text.Append(kept.SharedWith.Count == 0 ? "Personne hors de la collectivité.\r\n" : string.Concat(kept.SharedWith.Select(name => $"- {name}\r\n")));
        Part("Ce qui en a été fait");
        text.AppendJoin("", kept.History.Select(step => $"- {Day(step.At)}\u00A0: {ActWords.Of(step.Act)}\r\n"));
        Part("Vos droits");
        text.Append("Vous pouvez demander que ces données soient corrigées ou effacées, ou vous opposer à leur usage. En cas de désaccord, vous pouvez saisir la CNIL (www.cnil.fr).\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

        void Part(string title) => text.Append(CultureInfo.InvariantCulture, $"\r\n{title}\r\n{new string('-', title.Length)}\r\n");

        void Line(string label, string? value) => text.Append(CultureInfo.InvariantCulture, $"{label}\u00A0: {value ?? "rien"}\r\n");

        string Day(DateTime utc) => French.Date(frame.DayOf(utc)!.Value);
    }
}
