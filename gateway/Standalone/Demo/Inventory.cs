using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Levers;
using static OpenDataAnimation.Plans.Inventory.DatasetState;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>What the bodies of <see cref="Redon"/> found in their services: invented, as their deeds are.</summary>
/// <param name="Start">Days since the transition began.</param>
internal sealed record Found(int? Start, Found.Office[] Offices, Found.Data[] Datasets)
{
    public Ask[] Asks { get; init; } = [];
    public Duty[] Missions { get; init; } = [];
    public Issue[] Issues { get; init; } = [];
    public Together[] Designs { get; init; } = [];

    /// <param name="Contact">Who answers there.</param>
    /// <param name="Held">Days since each exchange that was held; <paramref name="Next"/> days to the following one.</param>
    internal sealed record Office(string Name, string? Contact, int[] Held, string? Notes = null, int? Next = null);

    /// <param name="Ago">Days since it was published.</param>
    internal sealed record Data(string Title, string Office, DatasetState State, string? Schema = null, Frequency Frequency = Frequency.Yearly, Theme? About = null, int Ago = 0, string? Why = null, string? HeldIn = null, string? Text = null);

    internal sealed record Ask(string Title, string? Office, string? Outside, int Ago, Theme? About = null, string? Answer = null, string? Why = null);

    internal sealed record Duty(string Title, Lever[] AtWork, Lever[] Ideas, string? Note = null);

    internal sealed record Issue(string Title, string Ends, string Actors, string Data, string[] Datasets, string? Reuses, int Meeting, string? Notes = null);

    internal sealed record Together(string Policy, bool Sensitive, string? Why, string Aim, string People, string Data, string Risks, string Next, int[] Steps);

    public static IReadOnlyDictionary<string, Found> By { get; } = new Dictionary<string, Found>
    {
        [Redon.Siren] = new(
            210,
            [
                new("Mobilités", "Inès Roselière, poste fictif 14", [150, 95, 40], "Le fichier des arrêts existe dans deux versions : celle du transporteur fait foi.", null),
                new("Système d’information géographique", "Inès Roselière", [140, 60], "La carte des équipements vit dans l’outil interne ; l’export est possible.", 21),
                new("Finances et commande publique", "Octave Roitelet", [90], "Budget et subventions sont prêts, la régie attend l’accord du vice-président.", 12),
                new("Environnement", null, [], null, 33),
            ],
            [
                new("Arrêts de car et horaires", "Mobilités", Published, null, Frequency.Quarterly, Theme.Mobility, 21, HeldIn: "Outil du transporteur"),
                new("Aménagements cyclables", "Mobilités", Published, "etalab/schema-amenagements-cyclables", Frequency.Yearly, Theme.Mobility, 400, HeldIn: "Système d’information géographique", Text: "Pistes, bandes et voies vertes, avec leur revêtement."),
                new("Équipements du territoire", "Système d’information géographique", InPreparation, "scdl/equipements", Frequency.HalfYearly, Theme.Culture, HeldIn: "Carte interne"),
                new("Délibérations communautaires", "Finances et commande publique", Published, "scdl/deliberations", Frequency.Monthly, Theme.Governance, 12),
                new("Subventions aux associations", "Finances et commande publique", Ready, "scdl/subventions", Frequency.Yearly, Theme.Finance, HeldIn: "Tableur du service"),
                new("Budget primitif", "Finances et commande publique", Eligible, "scdl/budget", Frequency.Yearly, Theme.Finance),
                new("Bornes de recharge", "Mobilités", Spotted, "etalab/schema-irve-statique", Frequency.OnEvent, Theme.Mobility),
                new("Qualité de l’eau des étangs", "Environnement", Spotted, null, Frequency.Monthly, Theme.Environment, HeldIn: "Rapports du syndicat"),
                new("Fichier des abonnés aux transports", "Mobilités", SetAside, Why: "Données nominatives : les comptages par ligne suffisent, et seront publiés.", About: Theme.Mobility),
            ])
        {
            Asks =
            [
                new("Combien de cyclistes passent sur le halage ?", null, "Les Pieds dans l’herbe (fictif)", 45, Theme.Mobility, "Aménagements cyclables"),
                new("Où sont les salles communales accessibles ?", "Mobilités", null, 30, Theme.Culture),
                new("Revenus des foyers par hameau", null, "Un bureau d’études (fictif)", 60, Theme.Social, Why: "À cette maille, on reconnaîtrait des personnes. Les chiffres de l’Insee par commune ont été indiqués."),
            ],
            Missions =
            [
                new("Voirie et déplacements", [Lever.Publish, Lever.Contribute], [Lever.Evaluate], "Douze arrêts corrigés grâce à un habitant."),
                new("Finances et commande publique", [Lever.Account], [Lever.Publish]),
                new("Urbanisme et habitat", [Lever.Reuse], [Lever.Simplify]),
                new("Espaces verts et environnement", [], [Lever.Publish, Lever.Contribute]),
                new("Eau, assainissement et déchets", [], [Lever.Account]),
                new("Économie et tourisme", [Lever.Reuse], []),
                new("Culture, sport et vie associative", [], []),
                new("Solidarités et santé", [], []),
            ],
            Issues =
            [
                new("Aller au marché sans voiture", "Que chaque habitant puisse aller au marché de son bourg à pied, à vélo ou en car.", "Mobilités, voirie, deux communes, une association de personnes âgées",
                    "Horaires des cars les jours de marché, trottoirs praticables, bancs.", ["Arrêts de car et horaires", "Aménagements cyclables"], "Une carte des trajets de dix minutes faite par une agglomération voisine (exemple fictif).", -25,
                    "Onze personnes. On croyait manquer de cars : ce sont les trente derniers mètres qui manquent. À essayer : deux bancs et un passage, place du marché."),
                new("Trouver une salle pour une fête de famille", "Qu’une famille trouve en cinq minutes une salle libre à moins de quinze kilomètres.", "Culture, secrétaires de mairie", "Liste des salles, capacité, accessibilité ; la disponibilité reste chez les communes.", ["Équipements du territoire"], null, 24),
            ],
            Designs =
            [
                new("Les liaisons à vélo entre les bourgs", false, null, "Que les collégiens puissent rouler en sécurité jusqu’au collège.", "Collégiens, parents, agriculteurs riverains, services voirie", "Aménagements cyclables, comptages, signalements d’habitants.",
                    "Ne pas promettre un tracé ; les terres agricoles sont un sujet à part.", "Accord du bureau sur deux liaisons d’essai.", [70, 34]),
                new("Les tarifs des transports scolaires", true, "Les revenus des familles sont en jeu.", "Des tarifs que chacun comprend et peut vérifier.", "Familles, élus, transporteur", "Grille actuelle, fréquentation par ligne.", "Aucune donnée de famille ne sort du service.", "Le vice-président dit si la démarche peut s’ouvrir.", []),
            ],
        },
        ["56001"] = new(
            150,
            [new("Secrétariat", "Hervé Noisetier", [120, 70, 20], "Les délibérations se remplissent pendant la relecture du procès-verbal."), new("Services techniques", "Un agent, le mardi", [45], "Penser aux points d’eau et aux tables de pique-nique.", 18), new("Scolaire et périscolaire", null, [], null, 40)],
            [
                new("Délibérations du conseil", "Secrétariat", Published, "scdl/deliberations", Frequency.Monthly, Theme.Governance, 45),
                new("Subventions versées", "Secrétariat", Published, "scdl/subventions", Frequency.Yearly, Theme.Finance, 100),
                new("Équipements communaux", "Services techniques", InPreparation, "scdl/equipements", Frequency.Yearly, Theme.Culture, HeldIn: "Carte imprimée annotée au crayon"),
                new("Menus de la cantine", "Scolaire et périscolaire", Eligible, "scdl/menus-collectifs", Frequency.Weekly, Theme.Education),
                new("Défibrillateurs", "Services techniques", Ready, "atlasante/schema-dae", Frequency.OnEvent, Theme.Safety),
                new("Inscriptions au périscolaire", "Scolaire et périscolaire", SetAside, Why: "Données d’enfants : rien n’en sera publié.", About: Theme.Education),
            ])
        {
            Asks = [new("Où sont les points d’eau potable des sentiers ?", null, "Une association de randonnée (fictive)", 28, Theme.Environment, "Équipements communaux"), new("Quels jours la salle est-elle libre ?", "Scolaire et périscolaire", null, 12, Theme.Culture)],
            Missions = [new("Écoles, enfance et jeunesse", [], [Lever.Publish]), new("Vie du conseil et démocratie locale", [Lever.Account, Lever.Publish], []), new("Voirie et déplacements", [], [Lever.Contribute]), new("Culture, sport et vie associative", [Lever.Simplify], [])],
            Issues = [new("Des sentiers qu’on ose prendre", "Qu’une famille choisisse une balade sans craindre de se perdre ou de manquer d’eau.", "Services techniques, office de tourisme, randonneurs", "Tracés, points d’eau, travaux en cours.", ["Équipements communaux"], null, 16)],
        },
        ["35236"] = new(260, [new("Direction générale", "Maëlle Sureau", [200, 160, 80])],
            [new("Délibérations du conseil municipal", "Direction générale", Published, "scdl/deliberations", Frequency.Monthly, Theme.Governance, 18), new("Équipements de la ville", "Direction générale", Published, "scdl/equipements", Frequency.Yearly, Theme.Culture, 120), new("Budget de la ville", "Direction générale", Published, "scdl/budget", Frequency.Yearly, Theme.Finance, 60)]),
        ["35219"] = new(null, [new("Secrétariat", "Anaïs Tilleul", [50])], [new("Délibérations", "Secrétariat", Published, "scdl/deliberations", Frequency.Monthly, Theme.Governance, 25), new("Prénoms des nouveau-nés", "Secrétariat", Eligible, "scdl/prenoms", Frequency.Yearly, Theme.Governance)]),
        ["44128"] = new(null, [new("Voirie", null, [35])], [new("Chemins ruraux", "Voirie", Published, null, Frequency.Yearly, Theme.Environment, 15, Text: "La liste apportée au forum, remise au propre."), new("Adresses de la commune", "Voirie", Published, "etalab/schema-bal", Frequency.OnEvent, Theme.Planning, 200)]),
    };
}
