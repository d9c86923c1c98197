using System.Text.Json;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>What goes back and forth after the first proposals: a newer version, a reminder, a plan model, and what communes did of themselves.</summary>
/// <param name="of">A commune's id, and who leads its plan.</param>
internal sealed class DemoCascade(DemoApi api, Actor animator, Guid parent, DateOnly today, Func<string, (Guid Body, Actor Lead)> of)
{
    /// <summary>Of the plan model: what it aims at, and each of its three actions.</summary>
    private static readonly string[] Aims = ["1.1", "1.3"], Known = ["1.1"], Shared = ["1.3"], Used = ["2.1"];

    /// <summary>Communes that did something worth showing, and whether the neighbours may hear of it.</summary>
    private static readonly (string Code, string Word, bool MayBeRelayed)[] Shown =
    [
        ("44128", "Lue en réunion d’équipe, elle nous a évité bien des questions. Nous partageons volontiers le fichier.", true),
        ("35236", "Une matinée au téléphone avec les services, et la liste était juste.", false),
    ];

    /// <summary>What the animator wants to remember of a visit.</summary>
    private static readonly (string Code, string Text)[] Notes =
    [
        ("56001", "Le secrétariat est ouvert le mardi et le jeudi matin. Appeler plutôt qu’écrire."),
        ("56001", "Vu le maire le 4 : d’accord pour présenter au conseil, à condition que ce soit court."),
        ("44067", "Prêter la carte imprimée de Plessé avant la prochaine réunion d’équipe."),
    ];

    private readonly string _own = $"plans/bodies/{parent}";

    public async Task TellAsync(CancellationToken ct)
    {
        await ChangeAsync("Publier les délibérations", ct);
        await RemindAsync("Recenser les équipements de la commune", ct);
        await ModelAsync(ct);
        foreach (var (code, word, relayed) in Shown)
        {
            await ShowAsync(code, word, relayed, ct);
        }

        foreach (var (code, text) in Notes)
        {
            await api.PostAsync(animator, $"{_own}/children/{of(code).Body}/notes", new { text }, ct);
        }

        await api.PostAsync(animator, $"{_own}/views", new { name = "Moins de 2 000 habitants", filters = "taille=500-1999&tri=-atteints", shared = true }, ct);
        await api.PostAsync(animator, $"{_own}/views", new { name = "À inviter ou à convaincre", filters = "partage=non", shared = false }, ct);
    }

    /// <summary>After answers came: those who took it up see what is new, and decide field by field.</summary>
    private async Task ChangeAsync(string title, CancellationToken ct)
    {
        var campaign = await CampaignAsync(title, ct);
        var sent = campaign.GetProperty("action");
        await api.PutAsync(animator, $"{_own}/campaigns/{campaign.GetProperty("id").GetGuid()}", new
        {
            action = new
            {
                title,
                description = sent.GetProperty("description").GetString() + "\n\nNouveau : le modèle de fichier se remplit désormais depuis le registre, sans ressaisie.",
                objectives = sent.GetProperty("objectives"),
                mean = sent.GetProperty("mean").GetString(),
                endsOn = today.AddDays(150),
            },
            message = campaign.GetProperty("message").GetString(),
            expiresOn = campaign.GetProperty("expiresOn").GetString(),
        }, ct, campaign.GetProperty("sentVersion").GetInt32());
    }

    private async Task RemindAsync(string title, CancellationToken ct) =>
        await api.PostAsync(animator, $"{_own}/campaigns/{(await CampaignAsync(title, ct)).GetProperty("id").GetGuid()}/reminder", new { }, ct);

    private async Task ModelAsync(CancellationToken ct)
    {
        var model = await api.PostAsync(animator, $"{_own}/models", new
        {
            name = "Bien démarrer, sans équipe dédiée",
            description = "Trois actions courtes pour une commune qui commence : une demi-journée par mois, et quelqu’un de l’agglomération à vos côtés.",
            objectives = Aims,
            actions = new object[]
            {
                new { title = "Nommer une personne référente", description = "Quelqu’un qui reçoit les questions et sait à qui les passer. Deux lignes dans un courriel suffisent.", objectives = Known, endsOn = today.AddDays(60) },
                new { title = "Choisir trois fichiers faciles", description = "Horaires, équipements, délibérations : ce qui existe déjà et ne contient aucune donnée personnelle.", objectives = Shared, mean = "M8", endsOn = today.AddDays(120) },
                new { title = "Publier le premier fichier", description = "Avec le modèle de l’agglomération ; la permanence du jeudi aide à la mise en ligne.", objectives = Used, mean = "M9", endsOn = today.AddDays(180) },
            },
        }, ct);
        await api.PostAsync(animator, $"{_own}/campaigns", new
        {
            modelId = model.GetProperty("id").GetGuid(),
            message = "Prenez-en une, deux ou trois : ce que vous laissez ne vous sera pas reproché.",
            expiresOn = today.AddDays(75),
            children = new[] { of("56001").Body, of("44067").Body },
        }, ct);
    }

    private async Task ShowAsync(string code, string word, bool relayed, CancellationToken ct)
    {
        var (body, lead) = of(code);
        var actions = await api.GetAsync(lead, $"plans/bodies/{body}/actions?size=100", ct);
        var done = actions.GetProperty("items").EnumerateArray().FirstOrDefault(a => a.GetProperty("state").GetString() == "Done" && a.GetProperty("source").GetString() == "Own");
        if (done.ValueKind == JsonValueKind.Object)
        {
            await api.PostAsync(lead, $"plans/bodies/{body}/actions/{done.GetProperty("id").GetGuid()}/offers", new { parents = new[] { parent }, message = word, mayBeRelayed = relayed }, ct);
        }
    }

    private async Task<JsonElement> CampaignAsync(string title, CancellationToken ct)
    {
        var list = await api.GetAsync(animator, $"{_own}/campaigns", ct);
        var id = list.GetProperty("items").EnumerateArray().First(c => c.GetProperty("title").GetString() == title).GetProperty("id").GetGuid();
        return await api.GetAsync(animator, $"{_own}/campaigns/{id}", ct);
    }
}
