using OpenDataAnimation.Contracts;
using OpenDataAnimation.Events.Calendar;
using OpenDataAnimation.PeerExchange.Topics;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Showcase.News;
using OpenDataAnimation.Stakeholders.Contacts;
using static OpenDataAnimation.Plans.Actions.ActionState;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>
/// CA Redon Agglomération as it might be: the bodies and their perimeter are real, people and deeds are not. Spaces before
/// double signs are written plainly here and made unbreakable when sent.
/// </summary>
internal static class Redon
{
    public const string Siren = "243500741";

    public static Someone Operator { get; } = new("claude.passerelle@plateforme.example", "Claude Passerelle", "exploite la plateforme", Role.Administrator);

    /// <summary>The commune whose people are few: it delegates to the first person of the agglomeration.</summary>
    public const string Delegating = "44007";

    /// <summary>The commune that ended its attachment and asks for it again.</summary>
    public const string Returning = "35328";

    /// <summary>The commune that has an API client of its own.</summary>
    public const string WithClient = "35236";

    public static Story Agglomeration { get; } = new(
        Siren,
        new("camille.animatrice@redon-agglomeration.example", "Camille Ajonc", "anime la démarche à Redon Agglomération", Role.Administrator, Role.ProjectLead),
        new("yann.bruyere@redon-agglomeration.example", "Yann Bruyère", "élu référent de Redon Agglomération", Role.Elected),
        new("ines.roseliere@redon-agglomeration.example", "Inès Roselière", "géomaticienne de Redon Agglomération", Role.Contributor))
    {
        Agents = 190,
        Accent = "#1f5f6b",
        Plan = new(PlanState.Active, -240, 860, Elected: 1, Lead: 0, Council: 215, Deliberation: "Délibération communautaire, exemple fictif n° 12"),
        Strategy = new(
            "Des données utiles aux 31 communes",
            "Que chaque commune, même sans service informatique, puisse publier ce qu’on lui demande le plus souvent, et s’en serve elle-même.\n\nNous partons des besoins des habitants et des secrétaires de mairie, jamais d’une liste de fichiers.",
            "Dans trois ans : vingt communes publient au moins trois jeux de données tenus à jour ; deux associations et une entreprise du territoire s’en servent ; chaque commune sait à qui poser une question.",
            "Une animatrice à mi-temps, la cellule de géomatique un jour par semaine, 8 000 euros par an pour des ateliers et des défis, la permanence du jeudi.",
            Council: 215, Deliberation: "Exemple fictif n°\u00A012", ValidatedBy: 1),
        Team =
        [
            new("Camille Ajonc", "Anime la démarche, répond aux communes, tient la permanence du jeudi.", 50, 0),
            new("Inès Roselière", "Prépare les données géographiques et relit les fichiers avant publication.", 20, 2),
            new("Déléguée à la protection des données", "Donne son avis en cas de doute sur des données personnelles, sous cinq jours.", 5),
        ],
        Texts = ["c-people", "c-rights", "c-owner", "c-licence", "c-readable", "d-time", "d-quality", "d-privacy", "d-money"],
        Points =
        [
            new(128, "Faut-il attendre toutes les communes pour publier ?", "ToAdjust", "D’accord sur le rythme ; l’élu souhaite un exemple par secteur avant la fin de l’année.", "Publier commune par commune, sans attendre les autres\nMontrer un exemple par secteur", "La tournée des secteurs a beaucoup aidé."),
            new(39, "Accepte-t-on un défi avec les associations de randonnée ?\nQui présente les résultats au bureau ?", "Aligned", null, "Présenter trois chiffres et une histoire au bureau communautaire\nReporter le défi à l’an prochain", "Échange de trente minutes. Les cars restent l’exemple qui parle à tous."),
        ],
        Aims =
        [
            new("1.1", 2, 120, "Les 31 communes doivent savoir ce que la démarche change pour elles avant d’y consacrer du temps.", Proof: "Tournée des secteurs : 24 communes rencontrées"),
            new("1.2", 2, 210, "Les élus nous demandent des résultats concrets, pas des volumes de fichiers."),
            new("2.1", 2, 270, "Les données de mobilité sont publiées : encore faut-il qu’elles servent aux habitants."),
            new("3.3", 3, 400, "Trois départements, deux régions : nos voisins ont souvent déjà la réponse.", Justified: "Participation régulière au réseau des animateurs et compte rendu partagé aux communes après chaque rencontre.", Since: 40),
        ],
        Acts =
        [
            new("Rencontrer les communes par secteur", "Un après-midi par secteur, en mairie : ce qui existe déjà, ce qui prend du temps, ce que l’agglomération peut prendre à sa charge.", ["1.1"], "M4", -200, -60, Done)
            { Pilot = 0, Days = 12, Proofs = [new(EvidenceKind.Event, "Tournée des secteurs : 24 communes rencontrées", 62, Note: "Quatre après-midi, comptes rendus envoyés à toutes les communes."), new(EvidenceKind.Document, "Compte rendu de la tournée", 58, "https://www.redon-agglomeration.example/tournee")] },
            new("Tenir la permanence du jeudi", "Une heure chaque jeudi pour les secrétaires de mairie : une question, un partage d’écran, une réponse.", ["1.3", "3.3"], "M8", -150, 220, InProgress) { Pilot = 0, Days = 20 },
            new("Publier les arrêts de car et leurs horaires", "Jeu de données commun aux transports du territoire, mis à jour à chaque changement de service.", ["2.1"], "M9", -120, -20, Done)
            { Pilot = 2, Service = "Mobilités", Proofs = [new(EvidenceKind.Link, "Jeu de données des arrêts de car", 21, "https://www.redon-agglomeration.example/donnees/arrets"), new(EvidenceKind.Figure, "412 téléchargements le premier mois", 3)] },
            new("Préparer un modèle commun de délibération ouverte", "Un modèle de fichier, un mode d’emploi de deux pages et une relecture juridique.", ["1.3"], "M7", -60, 25, InProgress) { Pilot = 0, Service = "Affaires juridiques", Priority = ActionPriority.High },
            new("Cartographier les équipements avec les communes", "La carte se remplit à partir du recensement de chaque commune ; chacune relit sa page avant publication.", ["2.1", "3.1"], "M14", -30, 150, InProgress) { Pilot = 2, Service = "Système d’information géographique" },
            new("Présenter les premiers résultats au bureau communautaire", "Trois chiffres, une histoire, une décision à prendre.", ["1.2"], "M5", 10, 38) { Pilot = 1 },
            new("Relire les conventions des délégataires", "Repérer les contrats d’eau et de déchets où la clause de données manque, avant leur renouvellement.", ["1.3"], "M7", -90, -8, InProgress) { Service = "Commande publique", Priority = ActionPriority.High },
            new("Organiser un défi autour des chemins de halage", "Une journée avec les associations de randonnée et le lycée : une carte, des photos, des signalements.", ["2.2", "3.2"], "M11", 90, 170, ToDiscuss) { Partners = "Associations de randonnée, lycée", Budget = 3500 },
            new("Ouvrir les données d’assainissement", "Ce que le syndicat mesure, à la maille des communes.", ["2.1"], "M9", -100, 60, Blocked) { Reason = "Nous attendons l’accord écrit du syndicat sur la licence ; relance prévue à sa prochaine réunion." },
            new("Suivre les bonnes pratiques d’autres territoires", "Une heure par mois, trois trouvailles envoyées aux communes.", ["3.3"], "M20", -180, 180, InProgress) { Pilot = 0 },
        ],
        Contacts =
        [
            new("Aurore Brugnon", AudienceClass.OtherBody, "Syndicat mixte fictif du bassin", "Chargée de données", "aurore.brugnon@bassin.example", "Répond vite par courriel ; à inviter au forum."),
            new("Tanguy Cormoran", AudienceClass.Contractor, "Délégataire fictif des cars", "Responsable d’exploitation", "tanguy.cormoran@cars.example", Basis: LegalBasis.Contract),
            new("Marion Coquelicot", AudienceClass.Association, "Les Pieds dans l’herbe (fictif)", "Présidente", "marion.coquelicot@asso.example", "Propose de relire la carte des sentiers.", LegalBasis.Consent),
            new("Octave Roitelet", AudienceClass.Service, "Redon Agglomération", "Directeur du système d’information", "octave.roitelet@redon-agglomeration.example"),
            new("Hélène Sarcelle", AudienceClass.Elected, "Redon Agglomération", "Vice-présidente à la mobilité (fictive)", "helene.sarcelle@redon-agglomeration.example"),
            new("Léo Martinet", AudienceClass.Citizen, null, "Habitant, cartographe bénévole", "leo.martinet@habitant.example", "A signalé douze arrêts mal placés. Merci à lui.", LegalBasis.Consent),
        ],
        Moments =
        [
            new("Forum des communes : venez avec une donnée", EventKind.Workshop, "Chaque commune apporte un fichier, même imparfait. On repart avec ce fichier prêt à publier.", "Salle fictive des Marais, Redon", 24, "09:30", 3, true, 60),
            new("Comité de pilotage", EventKind.CrossCuttingMeeting, "Où en sont les objectifs, ce qui demande une décision, les trois prochains mois.", "Siège de l’agglomération", 38, "14:00", 2, false),
            new("Point avec l’élu référent", EventKind.ElectedPoint, "Trente minutes : résultats, décisions attendues, prochaine étape.", "Siège de l’agglomération", 9, "11:00", 0.5, false),
            new("Rencontre du secteur Oust et Vilaine", EventKind.Conference, "Ce que neuf communes ont déjà publié, et ce qu’elles n’ont pas eu envie de publier.", "Salle fictive du Canal", -62, "14:00", 2.5, true, 40),
            new("Forum départemental des animateurs", EventKind.OutsideForum, "Nous y présentons la permanence du jeudi.", "Visioconférence", 52, "10:00", 2, false),
            new("Atelier licences", EventKind.Workshop, "Choisir une licence sans y passer la nuit.", "Visioconférence", 15, "13:30", 1, false, 25, Fate.Cancelled, "L’intervenante est souffrante ; une nouvelle date sera proposée en janvier."),
        ],
        News =
        [
            new(NewsKind.Launch, "Redon Agglomération et ses communes ouvrent leurs données, pas à pas", "Pourquoi le territoire s’y met, ce que chacun peut y trouver, et comment demander une donnée qui manque.",
                "Ouvrir une donnée, c’est la rendre utile à d’autres : à la voisine qui cherche un horaire, à l’association qui prépare une randonnée, à l’entreprise qui s’installe.\n\n## Ce que nous publions d’abord\n\n- les arrêts de car et leurs horaires\n- les équipements, commune par commune\n- les délibérations, à mesure que les communes le décident\n\n## Vous cherchez une donnée ?\n\nDites-nous laquelle et pour quoi faire : nous répondons, même lorsque la réponse est non."),
            new(NewsKind.Dataset, "Les arrêts de car sont en ligne", "Position, nom et horaires des arrêts du territoire, sous licence ouverte, mis à jour à chaque changement de service.",
                "Le fichier est prêt pour les calculateurs d’itinéraires. Douze arrêts mal placés ont déjà été corrigés grâce à un habitant."),
            new(NewsKind.Event, "Forum des communes : venez avec une donnée", "Une matinée pour repartir avec un fichier prêt à publier. Ouvert à toutes les communes et aux curieux.", "Apportez un tableur, même imparfait. Nous apportons le café et les modèles."),
            new(NewsKind.Reuse, "Une carte des sentiers née d’un fichier de la commune", "Des bénévoles ont croisé les chemins ruraux et les points d’eau.", "Ce brouillon attend la relecture de l’association.", NewsState.ToReview),
        ],
    };

    public static Proposal[] Campaigns { get; } =
    [
        new("Publier les délibérations", "Mettre en ligne les délibérations de l’année au format commun, puis à chaque séance. Le modèle de fichier est prêt ; comptez une demi-journée la première fois, dix minutes ensuite.",
            "Commencez par les trois dernières séances : l’essentiel est que le geste devienne simple. Je peux venir remplir le premier fichier avec vous.", ["2.1"], "M9", 120),
        new("Recenser les équipements de la commune", "Salles, terrains, aires de jeux, points d’eau : lister ce qui existe et qui s’en occupe. L’agglomération fournit la trame et reporte le tout sur la carte.",
            "La trame contient déjà ce que nous savons de votre commune : il reste à corriger et à compléter.", ["1.3"], "M8", 150),
        new("Présenter la démarche au conseil", "Dix minutes en conseil municipal, avec trois diapositives prêtes à l’emploi et un exemple de la commune.",
            "Je peux venir présenter avec vous si vous préférez.", ["1.1"], "M4", 90, ["35236", "56001", "35219", "44067", "44128", "56011", "44185", "44007"]),
    ];

    /// <summary>Communes that are invited and have not answered yet.</summary>
    public static Guest[] Invited { get; } =
    [
        new("35013", "Éloïse Campanule", "mairie@bains-sur-oust.example"),
        new("44057", "Firmin Bleuet", "mairie@fegreac.example"),
        new("56221", "Lucie Absinthe", "mairie@saint-jacut-les-pins.example"),
        new("56239", "Armel Glycine", "mairie@saint-vincent-sur-oust.example"),
        new("35294", "Odile Verveine", "mairie@sainte-marie.example"),
        new("35285", "Ronan Lierre", "mairie@saint-just.example"),
    ];

    public static Conversation[] Conversations { get; } =
    [
        new(TopicKind.Question, "Comment publier les délibérations sans y passer la journée ?",
            new("35219", 0, "Bonjour à toutes et tous,\n\nnous avons une séance par mois et une secrétaire à mi-temps. Quelqu’un a-t-il une manière simple de faire ?"), false,
            new("56001", 0, "Chez nous, le fichier se remplit pendant que le procès-verbal se relit : cinq lignes de plus, et c’est prêt."),
            new("35236", 1, "Nous avons repris le modèle de l’agglomération. La première fois a pris une matinée, depuis c’est un quart d’heure par séance. Je vous envoie notre fichier si cela aide.", Accepted: true),
            new(Siren, 0, "Le modèle et son mode d’emploi seront à jour d’ici un mois. La permanence du jeudi est aussi faite pour cela.", AsBody: true)),
        new(TopicKind.Announcement, "Forum des communes : venez avec une donnée",
            new(Siren, 0, "Une matinée pour repartir avec un fichier prêt à publier. Dites ici quelle donnée vous apportez : nous formerons les tables.", AsBody: true), false,
            new("44128", 1, "Plessé apporte la liste de ses chemins ruraux, dans un tableur qui a bien vécu."),
            new("56011", 0, "Béganne viendra surtout écouter, est-ce possible sans fichier ?"),
            new(Siren, 0, "Bien sûr, et on trouve toujours un fichier sur place !")),
        new(TopicKind.Experience, "Ce que le recensement des équipements nous a appris",
            new("35236", 1, "Nous pensions connaître nos équipements : il manquait onze points d’eau et deux terrains. Le plus utile a été d’aller voir les services techniques avec une carte imprimée."), false,
            new("44128", 0, "Même constat ici. La carte imprimée change tout, chacun y ajoute au crayon."),
            new("44067", 0, "Merci pour l’idée, nous essaierons la carte au prochain point d’équipe.")),
        new(TopicKind.Request, "Cherche un modèle de délibération très court",
            new("56011", 0, "Auriez-vous un exemple d’une page pour engager la commune ? Notre conseil aime les textes brefs."), false,
            new Voice("56001", 0, "Le nôtre tient en douze lignes, je le dépose au secrétariat de l’agglomération.", AsBody: true, Accepted: true)),
        new(TopicKind.Question, "Comment embarquez-vous les très petites communes ?",
            new(Siren, 0, "Sur 31 communes, plusieurs n’ont qu’une personne en mairie, quelques heures par semaine. Qu’est-ce qui a marché chez vous ?", AsBody: true), true,
            new Voice("44007", 0, "Vu d’une petite commune : que quelqu’un vienne le faire avec nous la première fois.")),
    ];
}
