using OpenDataAnimation.Contracts;
using OpenDataAnimation.Events.Calendar;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Showcase.News;
using OpenDataAnimation.Stakeholders.Contacts;
using OpenDataAnimation.Territory.Attachments;
using static OpenDataAnimation.Plans.Actions.ActionState;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>The communes of the demonstration that have joined, each at another point of the way. None of this says anything of the real ones.</summary>
internal static class Communes
{
    private static readonly ShareLevels Progress = new();

    public static Story[] All { get; } =
    [
        new("35236",
            new("maelle.sureau@redon.example", "Maëlle Sureau", "directrice générale des services, Redon", Role.Administrator),
            new("loic.genet@redon.example", "Loïc Genêt", "chef de projet, Redon", Role.ProjectLead),
            new("solene.aubepine@redon.example", "Solène Aubépine", "élue référente, Redon", Role.Elected))
        {
            Shares = new(ShareLevel.Read, ShareLevel.Read, ShareLevel.Nothing, ShareLevel.Read),
            Agents = 142,
            Accent = "#7a2e4d",
            Plan = new(PlanState.Active, -300, 720, Elected: 2, Lead: 1, Council: 280, Deliberation: "Délibération municipale, exemple fictif n° 7"),
            Strategy = new(
                "Une ville qui s’explique",
                "Que les associations et les habitants trouvent seuls ce qu’ils demandent aujourd’hui au guichet, et que les services y gagnent du temps.",
                "D’ici la fin du mandat : huit jeux de données tenus par les services eux-mêmes, et trois histoires de réutilisation racontées.",
                "Un chef de projet à 40 %, une personne référente dans chaque service, la page « Données ouvertes » déjà en ligne.",
                Council: 280, Deliberation: "Exemple fictif n°\u00A07", ValidatedBy: 2),
            Team = [new("Loïc Genêt", "Pilote la démarche, aide les services à préparer leurs fichiers.", 40, 1)],
            Texts = ["c-people", "c-owner", "c-licence", "d-time", "d-quality", "d-misuse"],
            Points = [new(51, "Publie-t-on le budget sous forme ouverte ?", "Aligned", null, "Publier le budget voté dès janvier\nDemander une date ferme à l’éditeur de la cuisine")],
            Aims =
            [
                new("1.1", 2, -30, "Les services découvraient la démarche dans la presse : nous avons commencé par eux.", Proof: "Présentation aux neuf chefs de service"),
                new("1.2", 2, 60, "Le budget se prépare : il nous faut des exemples parlants d’ici là."),
                new("1.3", 2, 180, "Sans référent dans chaque service, tout repose sur une seule personne."),
                new("2.1", 2, 240, "Les associations demandent depuis longtemps la liste des salles et leurs disponibilités.", Proof: "Page « Données ouvertes » de la ville"),
                new("2.3", 2, 330, "Nous voulons pouvoir dire à quoi cela a servi."),
            ],
            Acts =
            [
                new("Présenter la démarche aux chefs de service", "Une heure, deux exemples pris chez eux, une question : quelle donnée vous demande-t-on le plus souvent ?", ["1.1"], "M1", -280, -240, Done)
                { Pilot = 1, Proofs = [new(EvidenceKind.Event, "Présentation aux neuf chefs de service", 243, Note: "Neuf services sur neuf, compte rendu diffusé le lendemain.")] },
                new("Tenir une rubrique dans la lettre interne", "Dix lignes par mois : une donnée, la personne qui s’en occupe, ce qu’elle permet.", ["1.1"], "M2", -240, 120, InProgress)
                { Pilot = 1, Proofs = [new(EvidenceKind.Article, "Lettre interne : « Le fichier des salles »", 75), new(EvidenceKind.Article, "Lettre interne : « Onze points d’eau retrouvés »", 12)] },
                new("Ouvrir une page « Données ouvertes » sur le site", "Une page courte : ce qui est publié, comment demander le reste, qui répond.", ["2.1"], "M9", -200, -150, Done)
                { Pilot = 1, Service = "Communication", Proofs = [new(EvidenceKind.Link, "Page « Données ouvertes » de la ville", 152, "https://www.redon.example/donnees-ouvertes")] },
                new("Publier la liste des salles et des équipements", "Adresse, capacité, accessibilité, contact de réservation.", ["2.1", "1.2"], "M9", -150, -35, Done)
                { Pilot = 1, Service = "Vie associative", Priority = ActionPriority.High, Days = 9, Proofs = [new(EvidenceKind.Reuse, "Agenda des associations alimenté par le fichier des salles", 20, "https://asso.example/agenda"), new(EvidenceKind.Figure, "37 demandes de réservation en moins au guichet", 5)] },
                new("Point mensuel avec l’élue référente", "Une demi-heure : résultats, décisions attendues, prochaine étape.", ["1.2"], "M6", -220, 140, InProgress) { Pilot = 1 },
                new("Désigner une personne référente par service", "Une lettre de mission d’une page et deux heures par mois reconnues.", ["1.3"], "M8", -60, 40, InProgress) { Pilot = 0, Priority = ActionPriority.High },
                new("Mesurer le temps gagné par les services", "Trois services volontaires notent pendant un mois les demandes évitées.", ["1.2"], "M5", -70, -6, InProgress) { Pilot = 1, Service = "Accueil" },
                new("Publier les menus de la restauration scolaire", "Avec les allergènes, semaine par semaine.", ["2.1"], "M9", -45, 30, Blocked)
                { Reason = "Le logiciel de la cuisine n’exporte pas les allergènes ; l’éditeur annonce une mise à jour.", Service = "Éducation" },
                new("Raconter une réutilisation dans le magazine municipal", "Une page, une photo, une personne qui raconte.", ["2.3"], "M12", 20, 75) { Service = "Communication" },
                new("Ajouter une clause de données aux marchés", "Un paragraphe type, relu par la commande publique.", ["1.3"], "M7", 15, 110) { Service = "Commande publique" },
                new("Inviter les associations à une matinée données", "Qu’aimeriez-vous savoir ? Que pourriez-vous nous apprendre ?", ["2.2"], "M10", 60, 130, ToDiscuss),
                new("Publier les comptages de vélos", "Reporté à la pose de nouveaux compteurs.", ["2.1"], "M9", -180, -60, Dropped) { Reason = "Les compteurs sont déposés pendant les travaux de la gare ; nous reprendrons avec les nouveaux." },
            ],
            Contacts =
            [
                new("Perrine Mouette", AudienceClass.Service, "Ville de Redon", "Responsable vie associative", "perrine.mouette@redon.example"),
                new("Gildas Écluse", AudienceClass.Association, "Les Amis du canal (fictif)", "Trésorier", "gildas.ecluse@canal.example", "Tient l’agenda des associations.", LegalBasis.Consent),
                new("Clarisse Péniche", AudienceClass.Contractor, "Délégataire fictif du stationnement", "Cheffe d’agence", "clarisse.peniche@stationnement.example", Basis: LegalBasis.Contract),
                new("Solène Aubépine", AudienceClass.Elected, "Ville de Redon", "Adjointe (fictive) au numérique", "solene.aubepine@redon.example"),
                new("Ismaël Rivage", AudienceClass.Citizen, null, "Habitant, développeur", "ismael.rivage@habitant.example", "A réalisé l’agenda.", LegalBasis.Consent),
            ],
            Moments =
            [
                new("Matinée données avec les associations", EventKind.Workshop, "Trois tables, trois questions, un café.", "Maison fictive des associations", 66, "10:00", 2.5, true, 35),
                new("Point avec l’élue référente", EventKind.ElectedPoint, "Résultats du mois et budget.", "Mairie", 6, "17:00", 0.5, false),
                new("Réunion des chefs de service", EventKind.ServiceMeeting, "Présentation de la démarche.", "Mairie", -243, "09:00", 1, false),
                new("Conseil municipal : point d’étape", EventKind.Council, "Dix minutes, trois chiffres.", "Mairie", 45, "18:30", 2, true, Fate: Fate.Draft),
            ],
            News =
            [
                new(NewsKind.Dataset, "Salles et équipements : la liste est publiée", "Capacité, accessibilité, contact : tout ce qu’il faut pour choisir une salle avant d’appeler la mairie.",
                    "Le fichier est mis à jour chaque lundi par le service de la vie associative.\n\n- 46 équipements\n- leur accessibilité, décrite sur place\n- le contact de réservation"),
                new(NewsKind.Reuse, "Un agenda des associations grâce au fichier des salles", "Un habitant a relié le fichier des salles aux annonces des associations. Résultat : un agenda toujours à jour.", "Merci à lui. Si vous avez une idée semblable, écrivez-nous."),
                new(NewsKind.Portal, "Une page pour demander une donnée", "Vous cherchez une information que la ville détient ? Une page explique comment la demander.", "Brouillon en cours d’écriture.", NewsState.Draft),
            ],
            Answers =
            [
                new(Say.AlreadyDone, "Publié depuis le printemps, avec le modèle de l’agglomération.", new(EvidenceKind.Link, "Délibérations de la ville", 90, "https://www.redon.example/deliberations")),
                new(Say.Accept),
                new(Say.AlreadyDone, "Présenté en conseil lors du vote du plan.", new(EvidenceKind.Document, "Diaporama présenté au conseil", 280)),
            ],
        },
        new("56001",
            new("herve.noisetier@allaire.example", "Hervé Noisetier", "secrétaire général, Allaire", Role.Administrator, Role.ProjectLead),
            new("nora.primevere@allaire.example", "Nora Primevère", "élue référente, Allaire", Role.Elected))
        {
            Shares = new(ShareLevel.ReadAndComment, ShareLevel.Read, ShareLevel.Nothing, ShareLevel.Read),
            Agents = 58,
            Accent = "#2f6f3e",
            Plan = new(PlanState.Active, -180, 550, Elected: 1, Lead: 0, Council: 160, Deliberation: "Délibération municipale, exemple fictif n° 31"),
            Strategy = new(
                "Des données utiles aux 31 communes",
                "Nous reprenons la stratégie de l’agglomération, et en gardons d’abord ce qui allège le secrétariat.",
                "Les délibérations et la liste des salles en ligne, à jour, sans travail de plus.",
                "Deux heures par mois du secrétaire général, l’appui de la permanence du jeudi.",
                OfParent: true),
            Texts = ["c-people", "c-owner", "d-time"],
            Aims =
            [
                new("1.1", 1, 30, "Une équipe de quarante personnes se réunit facilement : autant commencer par là.", Justified: "Toutes les équipes ont été réunies deux fois ; chacune connaît la personne à qui s’adresser.", Since: 55),
                new("2.1", 2, 200, "Les nouveaux habitants cherchent les services du bourg : nous voulons qu’ils les trouvent sans appeler."),
                new("3.3", 1, 150, "Nous apprenons beaucoup des communes voisines.", Proof: "Échange avec deux communes voisines"),
            ],
            Acts =
            [
                new("Réunir les équipes autour de trois exemples", "Cantine, salles, voirie : qui a la donnée, qui en a besoin ?", ["1.1"], "M1", -170, -140, Done) { Pilot = 0, Proofs = [new(EvidenceKind.Event, "Deux réunions d’équipe", 142)] },
                new("Échanger avec les communes voisines", "Une visite par trimestre, chacun montre un fichier.", ["3.3"], "M18", -120, 60, InProgress) { Pilot = 0, Proofs = [new(EvidenceKind.Event, "Échange avec deux communes voisines", 48)] },
                new("Publier la liste des services du bourg", "Commerces, santé, associations : avec leur accord.", ["2.1"], "M9", -60, 20, InProgress) { Pilot = 0, Priority = ActionPriority.High },
                new("Mettre à jour le plan des chemins", "Avec les bénévoles de la randonnée.", ["2.1", "3.2"], "M17", 10, 140) { Partners = "Bénévoles de la randonnée" },
                new("Vérifier les adresses de la commune", "Numéros et noms de lieux-dits, avec la base adresse.", ["1.3"], "M8", -90, -12, InProgress) { Service = "Urbanisme" },
                new("Publier la qualité de l’eau de baignade", "Les mesures sont faites par un prestataire.", ["2.1"], "M9", -40, 70, Paused),
            ],
            Contacts =
            [
                new("Sidonie Luzerne", AudienceClass.Association, "Sentiers et haies (fictif)", "Animatrice", "sidonie.luzerne@sentiers.example", Basis: LegalBasis.Consent),
                new("Basile Froment", AudienceClass.Service, "Mairie d’Allaire", "Services techniques", "basile.froment@allaire.example"),
                new("Nora Primevère", AudienceClass.Elected, "Mairie d’Allaire", "Élue (fictive) référente", "nora.primevere@allaire.example"),
            ],
            Moments =
            [
                new("Atelier des adresses", EventKind.Workshop, "On relit ensemble les noms de lieux-dits.", "Mairie", 18, "18:00", 1.5, true, 20),
                new("Réunion d’équipe", EventKind.ServiceMeeting, "Trois exemples, une heure.", "Mairie", -142, "08:30", 1, false),
            ],
            News =
            [
                new(NewsKind.Launch, "Allaire ouvre ses premières données", "Ce que la commune publie cette année, et comment les habitants peuvent y contribuer.", "Nous commençons par les services du bourg et les chemins.\n\nUne erreur sur la carte ? Dites-le-nous en mairie : c’est ainsi que le fichier devient juste."),
                new(NewsKind.PublicAction, "Vos lieux-dits, vos mots", "Les habitants relisent les noms de lieux-dits avant leur publication.", "Une soirée en mairie, un grand plan et des crayons."),
            ],
            Answers = [new(Say.Adapt, "Publier les délibérations, une séance sur deux"), new(Say.Accept), new(Say.Accept)],
        },
        new("35219",
            new("anais.tilleul@pipriac.example", "Anaïs Tilleul", "secrétaire générale, Pipriac", Role.Administrator, Role.ProjectLead),
            new("malo.eglantier@pipriac.example", "Malo Églantier", "services techniques, Pipriac", Role.Contributor))
        {
            Shares = new(ShareLevel.ProgressOnly, ShareLevel.Read),
            Agents = 46,
            Plan = new(PlanState.Active, -120, 600, ElectedName: "Rosalie Fusain (personne fictive)", Lead: 0),
            Aims =
            [
                new("1.1", 1, 45, "Deux agents partent à la retraite : leurs fichiers doivent être connus avant."),
                new("1.3", 2, 160, "Chacun tient son tableur ; nous voulons une règle commune."),
            ],
            Acts =
            [
                new("Faire le tour des tableurs", "Un entretien d’une demi-heure avec chaque agent.", ["1.3"], "M8", -100, -10, InProgress) { Pilot = 0, Priority = ActionPriority.High },
                new("Parler de la démarche à la pause", "Sans réunion de plus : une affiche et un exemple par semaine.", ["1.1"], "M3", -90, 30, InProgress) { Pilot = 1 },
                new("Numéroter les points d’éclairage", "Relevé sur le terrain, quartier par quartier.", ["1.3"], "M8", -50, 90, InProgress) { Pilot = 1, Service = "Services techniques" },
                new("Écrire les règles communes des fichiers", "Un nom, un lieu, une personne : une page.", ["1.3"], "M7", 20, 80) { Pilot = 0 },
                new("Présenter la carte de l’éclairage au conseil", "Avant le débat sur l’extinction nocturne.", ["1.2"], "M5", 40, 100),
            ],
            Contacts = [new("Irénée Cytise", AudienceClass.Service, "Mairie de Pipriac", "Accueil", "irenee.cytise@pipriac.example"), new("Nolwenn Lampadaire", AudienceClass.OtherBody, "Syndicat d’énergie fictif", "Chargée d’éclairage", "nolwenn.lampadaire@energie.example")],
            Answers = [new(Say.Accept), new(Say.Decline, "Nous terminons d’abord le tour des tableurs : nous reviendrons vers vous au printemps."), new(Say.Accept)],
        },
        new("44067",
            new("therese.merisier@guemene-penfao.example", "Thérèse Merisier", "directrice générale, Guémené-Penfao", Role.Administrator),
            new("gael.alisier@guemene-penfao.example", "Gaël Alisier", "élu référent, Guémené-Penfao", Role.Elected))
        {
            Shares = Progress,
            Agents = 61,
            Plan = new(PlanState.Draft, -30, 700, Elected: 1, Lead: 0),
            Aims =
            [
                new("1.1", 1, 90, "Nous voulons que les élus et les équipes partent du même point."),
                new("2.1", 1, 220, "La piscine et la médiathèque sont fréquentées bien au-delà de la commune."),
            ],
            Acts =
            [
                new("Réunir élus et équipes", "Une soirée, deux exemples.", ["1.1"], "M4", -20, 25, InProgress) { Pilot = 0 },
                new("Publier horaires et tarifs de la médiathèque", "Le fichier existe : reste à le tenir à jour.", ["2.1"], "M9", 5, 60) { Service = "Culture" },
                new("Publier les horaires de la piscine", "Avec les fermetures.", ["2.1"], "M9", -25, -3) { Service = "Sports" },
                new("Repérer les fichiers de l’urbanisme", "Ce qui peut être ouvert, ce qui contient des noms.", ["1.3"], "M8", 30, 120),
            ],
            Contacts = [new("Joséphine Vanneau", AudienceClass.Service, "Médiathèque (fictive)", "Responsable", "josephine.vanneau@guemene-penfao.example")],
            Answers = [new(Say.See), new(Say.Adapt, "Recenser d’abord les équipements sportifs"), new(Say.See)],
        },
        new("44128",
            new("erwan.osier@plesse.example", "Erwan Osier", "directeur général des services, Plessé", Role.Administrator),
            new("fatou.melisse@plesse.example", "Fatou Mélisse", "cheffe de projet participation, Plessé", Role.ProjectLead))
        {
            Shares = new(ShareLevel.Read, ShareLevel.Read, ShareLevel.Nothing, ShareLevel.Read),
            Agents = 54,
            Accent = "#5b3f8c",
            Plan = new(PlanState.Active, -210, 500, ElectedName: "Corentin Aulne (personne fictive)", Lead: 1, Council: 200, Deliberation: "Délibération municipale, exemple fictif n° 4"),
            Aims =
            [
                new("1.1", 1, -60, "Les équipes devaient pouvoir en parler aux habitants.", Proof: "Note remise à toutes les équipes"),
                new("3.2", 3, 300, "Nous commençons par la participation : c’est notre manière de faire. Les autres axes suivront.", Justified: "Deux ateliers d’habitants ont défini les données publiées sur les chemins ; leurs choix ont été suivis.", Since: 30),
                new("2.2", 2, 240, "Les habitants qui produisent une donnée doivent pouvoir s’en servir."),
            ],
            Acts =
            [
                new("Atelier des chemins avec les habitants", "Relever, photographier, décrire : les habitants choisissent ce qui est publié.", ["3.2"], "M17", -190, -100, Done)
                { Pilot = 1, Proofs = [new(EvidenceKind.Event, "Deux ateliers, 43 habitants", 104), new(EvidenceKind.Document, "Carte dessinée par les habitants", 98)] },
                new("Remettre une note à toutes les équipes", "Une page, recto seulement.", ["1.1"], "M2", -180, -160, Done) { Pilot = 0, Proofs = [new(EvidenceKind.Document, "Note remise à toutes les équipes", 161)] },
                new("Publier les chemins ruraux", "Tracé, revêtement, accessibilité aux poussettes.", ["2.2", "3.2"], "M10", -80, 15, InProgress) { Pilot = 1, Priority = ActionPriority.High },
                new("Préparer un appel à projets avec le collège", "Que feriez-vous de la carte ?", ["3.2", "2.2"], "M16", 40, 150) { Partners = "Collège", Budget = 800 },
                new("Nommer une personne par équipe", "Volontaire, et remplacée pendant ses congés.", ["1.3"], "M8", -40, -5, ToDiscuss),
                new("Partager les comptes rendus d’ateliers", "Sous licence ouverte, sans noms de personnes.", ["2.2"], "M12", -60, 45, InProgress) { Pilot = 1 },
            ],
            Contacts =
            [
                new("Ombeline Fresnaie", AudienceClass.Association, "Chemins vivants (fictif)", "Coordinatrice", "ombeline.fresnaie@chemins.example", Basis: LegalBasis.Consent),
                new("Wilfried Héronnière", AudienceClass.Citizen, null, "Habitant, photographe", "wilfried.heronniere@habitant.example", Basis: LegalBasis.Consent),
            ],
            Moments = [new("Soirée des chemins", EventKind.Workshop, "La carte avant publication : ce qui manque, ce qui gêne.", "Salle municipale (fictive)", 12, "19:00", 2, true, 50)],
            News = [new(NewsKind.PublicAction, "Les chemins de Plessé, racontés par celles et ceux qui les marchent", "Deux ateliers, une carte, et bientôt un jeu de données que chacun pourra reprendre.", "La prochaine soirée est ouverte à tout le monde.", NewsState.ToReview)],
            Answers = [new(Say.Accept), new(Say.Nothing), new(Say.AlreadyDone, "C’était le point de départ de nos ateliers.", new(EvidenceKind.Document, "Extrait du registre, exemple fictif", 200))],
        },
        new("56011",
            new Someone("josiane.capucine@beganne.example", "Josiane Capucine", "secrétaire de mairie, Béganne", Role.Administrator))
        {
            Shares = Progress,
            Agents = 14,
            Plan = new(PlanState.Draft, -5, 360, Lead: 0),
            Aims = [new("1.1", 1, 120, "Commencer petit : que le conseil sache de quoi on parle.")],
            Acts =
            [
                new("Lire les fiches de la méthode", "Vingt minutes, un café.", ["1.1"], null, -5, -1, Done) { Pilot = 0 },
                new("Demander à l’agglomération un exemple court", "Une délibération d’une page.", ["3.3"], "M20", -3, 12, InProgress) { Pilot = 0 },
            ],
            Answers = [new(Say.See), new(Say.Nothing), new(Say.Accept)],
        },
        new("44185",
            new("didier.lavande@saint-nicolas-de-redon.example", "Didier Lavande", "directeur général, Saint-Nicolas-de-Redon", Role.Administrator),
            new("rozenn.myrtille@saint-nicolas-de-redon.example", "Rozenn Myrtille", "communication, Saint-Nicolas-de-Redon", Role.ProjectLead))
        {
            Shares = ShareLevels.None,
            Agents = 39,
            Plan = new(PlanState.Active, -90, 400, Lead: 1),
            Aims = [new("2.1", 1, 150, "Faire connaître les services de la rive gauche.", Justified: "Le premier fichier est publié et relié depuis la page d’accueil.", Since: 15), new("1.1", 1, 60, "Une équipe informée répond mieux.")],
            Acts =
            [
                new("Publier les lieux de collecte", "Verre, textile, piles : avec les horaires.", ["2.1"], "M9", -80, -18, Done) { Pilot = 1, Proofs = [new(EvidenceKind.Link, "Lieux de collecte", 19, "https://www.saint-nicolas-de-redon.example/collecte")] },
                new("Former l’accueil", "Une heure, trois questions fréquentes.", ["1.1"], "M1", -30, 20, InProgress) { Pilot = 1 },
                new("Publier l’agenda municipal", "Le même fichier pour le site et pour l’affiche.", ["2.1"], "M9", 15, 75),
            ],
            Answers = [new(Say.Decline, "Nos délibérations sont déjà sur le site ; nous préférons attendre le modèle commun avant de tout reprendre."), new(Say.Accept), new(Say.Nothing)],
        },
        new("56154", new Someone("annick.pervenche@peillac.example", "Annick Pervenche", "secrétaire de mairie, Peillac", Role.Administrator))
        {
            Shares = ShareLevels.None,
            Plan = new(PlanState.Draft, -15, 365, Lead: 0),
            Aims = [new("1.1", 1, 180, "En parler d’abord au sein de l’équipe.")],
            Acts =
            [
                new("En parler au conseil", "À l’ordre du jour, sans délibération.", ["1.1"], "M4", 5, 40) { Pilot = 0 },
                new("Rassembler les plans du bourg", "Ils sont dans trois armoires.", ["1.3"], "M8", -10, 50, Paused) { Pilot = 0 },
            ],
            Answers = [new(Say.See), new(Say.Nothing)],
        },
        new("44007", new Someone("paulette.jonquille@avessac.example", "Paulette Jonquille", "secrétaire de mairie, Avessac", Role.Administrator))
        {
            Shares = Progress,
            Agents = 17,
            Plan = new(PlanState.Draft, -40, 365, Lead: 0),
            Aims = [new("1.3", 1, 150, "La commune a peu de temps : elle s’appuie sur l’agglomération, qui écrit en son nom.")],
            Answers = [new(Say.See), new(Say.Accept), new(Say.Nothing)],
        },
        new("35328", new Someone("bertrand.chevrefeuille@sixt-sur-aff.example", "Bertrand Chèvrefeuille", "secrétaire général, Sixt-sur-Aff", Role.Administrator))
        {
            Shares = ShareLevels.None,
            Plan = new(PlanState.Draft, -70, 300, Lead: 0),
            Acts = [new("Lister les fichiers de la mairie", "Sur une page, à la main.", ["1.3"], "M8", -60, 30, InProgress) { Pilot = 0 }],
        },
        new("56194", new Someone("gwenola.marjolaine@rieux.example", "Gwenola Marjolaine", "directrice générale, Rieux", Role.Administrator))
        {
            Agents = 26,
            Acts = [new("Choisir ce que la commune partage", "À voir avec la commission du mois prochain.", ["1.1"], null, -2, 25) { Pilot = 0 }],
        },
    ];

    /// <summary>Written in the name of the delegating commune by the person it trusts with it.</summary>
    public static Act[] OnBehalf { get; } =
    [
        new("Recenser les fichiers de la mairie sur place", "Une matinée à deux, avec la trame de l’agglomération.", ["1.3"], "M8", -25, -4, InProgress) { Priority = ActionPriority.High },
        new("Publier la liste des équipements", "Après relecture par la commune.", ["2.1"], "M9", 10, 70),
        new("Préparer trois diapositives pour le conseil", "La commune les présentera elle-même.", ["1.1"], "M4", -15, 18, InProgress),
    ];
}
