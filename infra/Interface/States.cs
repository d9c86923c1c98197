using System.Collections.Frozen;

namespace OpenDataAnimation.Interface;

/// <summary>The colour family of a state or message; always shown with an icon and a word.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Info,
    Success,
    Warning,
    Danger,
}

/// <summary>How a state looks everywhere: its French word, colour family and icon.</summary>
public sealed record StateLook(string Word, Tone Tone, string Icon);

/// <summary>The one catalogue of states; keys are the API's names, compared without case, hyphen, space or underscore.</summary>
public static class States
{
    private static readonly FrozenDictionary<string, StateLook> Looks = new Dictionary<string, StateLook>
    {
        // Actions
        ["tocome"] = new("À venir", Tone.Neutral, "calendar"),
        ["inprogress"] = new("En cours", Tone.Info, "progress"),
        ["done"] = new("Faite", Tone.Success, "check"),
        ["paused"] = new("En pause", Tone.Neutral, "pause"),
        ["blocked"] = new("Bloquée", Tone.Danger, "stop"),
        ["dropped"] = new("Abandonnée", Tone.Neutral, "close"),
        ["todiscuss"] = new("À discuter", Tone.Warning, "chat"),
        ["late"] = new("En retard", Tone.Danger, "clock"),

        // Objectives
        ["notdeclared"] = new("Non visé", Tone.Neutral, "dash"),
        ["declared"] = new("Visé", Tone.Accent, "flag"),
        ["aimed"] = new("Visé", Tone.Accent, "flag"),
        ["reached"] = new("Atteint", Tone.Success, "check"),
        ["notshared"] = new("Non partagé", Tone.Neutral, "lock"),
        ["unshared"] = new("Non partagé", Tone.Neutral, "lock"),

        // Plans, strategies, conventions
        ["draft"] = new("Brouillon", Tone.Neutral, "edit"),
        ["active"] = new("En vigueur", Tone.Success, "check"),
        ["signed"] = new("Signée", Tone.Success, "check"),
        ["renewed"] = new("Renouvelée", Tone.Success, "check"),
        ["closed"] = new("Clos", Tone.Neutral, "lock"),
        ["archived"] = new("Archivé", Tone.Neutral, "archive"),

        // Proposals, invitations, attachments
        ["sent"] = new("Envoyée", Tone.Neutral, "mail"),
        ["seen"] = new("Vue", Tone.Info, "eye"),
        ["accepted"] = new("Acceptée", Tone.Success, "check"),
        ["adapted"] = new("Adaptée", Tone.Success, "edit"),
        ["declined"] = new("Déclinée", Tone.Warning, "close"),
        ["refused"] = new("Refusée", Tone.Warning, "close"),
        ["alreadydone"] = new("Déjà fait", Tone.Success, "check"),
        ["expired"] = new("Expirée", Tone.Neutral, "clock"),
        ["withdrawn"] = new("Retirée", Tone.Neutral, "undo"),
        ["revoked"] = new("Révoquée", Tone.Neutral, "stop"),
        ["pending"] = new("En attente", Tone.Warning, "clock"),
        ["proposedbyparent"] = new("Proposé par la structure", Tone.Warning, "clock"),
        ["proposedbychild"] = new("Demandé par la collectivité", Tone.Warning, "clock"),
        ["ended"] = new("Terminé", Tone.Neutral, "close"),
        ["prepared"] = new("Pas encore inscrite", Tone.Neutral, "dash"),
        ["waitingforaccession"] = new("En attente d’adhésion", Tone.Warning, "clock"),

        // Datasets and data needs
        ["spotted"] = new("Repéré", Tone.Neutral, "eye"),
        ["eligible"] = new("Publiable", Tone.Info, "flag"),
        ["setaside"] = new("Écarté", Tone.Neutral, "close"),
        ["inpreparation"] = new("En préparation", Tone.Info, "progress"),
        ["ready"] = new("Prêt", Tone.Success, "check"),
        ["published"] = new("Publié", Tone.Success, "external"),
        ["torefresh"] = new("À mettre à jour", Tone.Warning, "refresh"),
        ["received"] = new("Reçu", Tone.Neutral, "mail"),
        ["qualified"] = new("Qualifié", Tone.Info, "flag"),
        ["matched"] = new("Rapproché", Tone.Info, "link"),
        ["met"] = new("Satisfait", Tone.Success, "check"),

        // Everything else that waits or is checked
        ["open"] = new("Ouvert", Tone.Info, "progress"),
        ["cancelled"] = new("Annulé", Tone.Neutral, "close"),
        ["toverify"] = new("À vérifier", Tone.Warning, "alert"),
        ["validated"] = new("Validé", Tone.Success, "check"),
    }.ToFrozenDictionary();

    /// <summary>The look of a state; an unknown one shows its own name, so that nothing is hidden.</summary>
    public static StateLook Look(string state) =>
        Looks.TryGetValue(Key(state), out var look) ? look : new StateLook(state, Tone.Neutral, "dash");

    public static bool Knows(string state) => Looks.ContainsKey(Key(state));

    private static string Key(string state) =>
        string.Create(state.Count(char.IsLetterOrDigit), state, static (span, source) =>
        {
            var at = 0;
            foreach (var letter in source)
            {
                if (char.IsLetterOrDigit(letter))
                {
                    span[at++] = char.ToLowerInvariant(letter);
                }
            }
        });
}
