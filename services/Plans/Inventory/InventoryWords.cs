using OpenDataAnimation.Plans.Sheets;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>The words that a sheet of datasets is written and read with.</summary>
internal static class InventoryWords
{
    private static readonly (string Word, Theme Value)[] Themes =
    [
        ("Vie institutionnelle", Inventory.Theme.Governance), ("Finances et achats", Inventory.Theme.Finance), ("Mobilité", Inventory.Theme.Mobility), ("Environnement", Inventory.Theme.Environment),
        ("Urbanisme et cadre de vie", Inventory.Theme.Planning), ("Culture, sport et loisirs", Inventory.Theme.Culture), ("Enfance et éducation", Inventory.Theme.Education),
        ("Solidarités et santé", Inventory.Theme.Social), ("Économie et tourisme", Inventory.Theme.Economy), ("Sécurité et risques", Inventory.Theme.Safety), ("Autre", Inventory.Theme.Other),
        ("Finances", Inventory.Theme.Finance), ("Transport", Inventory.Theme.Mobility), ("Transports", Inventory.Theme.Mobility), ("Urbanisme", Inventory.Theme.Planning), ("Culture", Inventory.Theme.Culture),
        ("Éducation", Inventory.Theme.Education), ("Social", Inventory.Theme.Social), ("Santé", Inventory.Theme.Social), ("Économie", Inventory.Theme.Economy), ("Tourisme", Inventory.Theme.Economy), ("Sécurité", Inventory.Theme.Safety),
    ];

    private static readonly (string Word, Licence Value)[] Licences =
    [
        ("Licence Ouverte 2.0", Inventory.Licence.OpenLicence2), ("ODbL", Inventory.Licence.Odbl), ("Autre", Inventory.Licence.Other),
        ("Licence Ouverte", Inventory.Licence.OpenLicence2), ("LO", Inventory.Licence.OpenLicence2), ("LO 2.0", Inventory.Licence.OpenLicence2), ("Etalab", Inventory.Licence.OpenLicence2), ("ODbL 1.0", Inventory.Licence.Odbl),
    ];

    private static readonly (string Word, Frequency Value)[] Frequencies =
    [
        ("Inconnu", Inventory.Frequency.Unknown), ("À chaque changement", Inventory.Frequency.OnEvent), ("Tous les jours", Inventory.Frequency.Daily), ("Toutes les semaines", Inventory.Frequency.Weekly),
        ("Tous les mois", Inventory.Frequency.Monthly), ("Tous les trois mois", Inventory.Frequency.Quarterly), ("Tous les six mois", Inventory.Frequency.HalfYearly), ("Tous les ans", Inventory.Frequency.Yearly),
        ("Au fil de l’eau", Inventory.Frequency.OnEvent), ("Quotidienne", Inventory.Frequency.Daily), ("Hebdomadaire", Inventory.Frequency.Weekly), ("Mensuelle", Inventory.Frequency.Monthly),
        ("Trimestrielle", Inventory.Frequency.Quarterly), ("Semestrielle", Inventory.Frequency.HalfYearly), ("Annuelle", Inventory.Frequency.Yearly), ("Ponctuelle", Inventory.Frequency.Unknown),
    ];

    public static string Of(Theme theme) => Themes.First(w => w.Value == theme).Word;

    public static string Of(Licence licence) => Licences.First(w => w.Value == licence).Word;

    public static string Of(Frequency frequency) => Frequencies.First(w => w.Value == frequency).Word;

    public static string Of(DatasetState state) => state switch
    {
        DatasetState.Spotted => "Repéré",
        DatasetState.Eligible => "Publiable",
        DatasetState.SetAside => "Écarté",
        DatasetState.InPreparation => "En préparation",
        DatasetState.Ready => "Prêt",
        DatasetState.Published => "Publié",
        DatasetState.ToRefresh => "À mettre à jour",
        _ => "Retiré",
    };

    public static Theme? Theme(string cell) => Read(cell, Themes);

    public static Licence? Licence(string cell) => Read(cell, Licences);

    public static Frequency? Frequency(string cell) => Read(cell, Frequencies);

    private static T? Read<T>(string cell, (string Word, T Value)[] words)
        where T : struct
    {
        var key = Columns.Key(cell);
        foreach (var (word, value) in words)
        {
            if (key.Length > 0 && Columns.Key(word) == key)
            {
                return value;
            }
        }

        return null;
    }
}
