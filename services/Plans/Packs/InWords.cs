using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Packs;

/// <summary>French words of documents, and of proofs found in the plan; pages have their own in the interface.</summary>
internal static class InWords
{
    private const char Nbsp = '\u00A0';

    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    public static string Date(DateOnly day) => $"{(day.Day == 1 ? "1er" : $"{day.Day}")}{Nbsp}{Months[day.Month - 1]}{Nbsp}{day.Year}";

    public static string Date(DateOnly? day, string none) => day is { } one ? Date(one) : none;

    /// <summary>With the apostrophe of French print.</summary>
    public static string Typeset(string text) => text.Replace('\'', '’');

    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Event => "événement tenu",
        EvidenceKind.Article => "article",
        EvidenceKind.Reuse => "réutilisation",
        EvidenceKind.Document => "document",
        EvidenceKind.Link => "lien",
        EvidenceKind.Figure => "chiffre",
        _ => "note",
    };

    /// <summary>"pas encore de niveau atteint", "niveau 2 sur 3".</summary>
    public static string Level(int level) => level == 0 ? "pas encore de niveau atteint" : $"niveau{Nbsp}{level} sur{Nbsp}3";
}
