using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Body;

/// <summary>Programs that call the APIs for the body: what each may do, its secret changed, its end.</summary>
internal sealed class ClientsModel(TerritoryClient territory) : BodyPage
{
    private const string ReadOnly = ".read";

    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["too-many"] = "Vous avez déjà vingt applications\u00A0: révoquez-en une d’abord.",
        ["client-over"] = "Cette application n’est plus en service\u00A0: créez-en une autre.",
        ["clients-elsewhere"] = "Un autre serveur d’identité tient les applications\u00A0: créez-la là-bas.",
        ["stale"] = "Le secret vient d’être changé par une autre personne\u00A0: voyez avec elle avant d’en changer encore.",
    };

    public static IReadOnlyList<FieldOption> Levels { get; } = [new("", "Rien"), new("read", "Lire"), new("write", "Lire et écrire")];

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    [BindProperty]
    public ClientInput Input { get; set; } = new();

    public ClientList Clients { get; private set; } = new([], null, true, []);

    /// <summary>The secret, this once.</summary>
    public MadeClient? Made { get; private set; }

    public bool IsNew { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Administer))
        {
            return Problem(ProblemPage.NotAllowed("Une personne administratrice de la collectivité peut gérer les applications."));
        }

        await LoadAsync(ct);
        return Page();
    }

    /// <summary>Creates one. Its secret is shown on this answer and nowhere else, so there is no redirect.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var scopes = Input.Levels.Where(l => l.Value is "read" or "write").Select(l => l.Value == "read" ? l.Key + ReadOnly : l.Key).ToArray();
        if (scopes.Length == 0)
        {
            ModelState.AddModelError("Input.Scopes", "Choisissez au moins un service.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync(
            $"bodies/{Body.Id}/clients", new { Input.Name, scopes, until = Input.Until?.ToDateTime(new TimeOnly(22, 0), DateTimeKind.Utc) }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: Refusals);
        }

        return await ShowAsync(answer, isNew: true, ct);
    }

    public async Task<IActionResult> OnPostRotateAsync(Guid id, int version, int overlapHours, CancellationToken ct)
    {
        ModelState.Clear();
        var answer = await territory.PostAsync($"bodies/{Body.Id}/clients/{id}/rotation", new { overlapHours }, version, ct);
        return answer.Succeeded ? await ShowAsync(answer, isNew: false, ct) : await RefusedAsync(answer, () => LoadAsync(ct), words: Refusals);
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct)
    {
        (await territory.DeleteAsync($"bodies/{Body.Id}/clients/{id}", null, ct)).OrFail();
        this.Say("Application révoquée\u00A0: elle n’a plus accès à rien.");
        return Redirect(To("applications"));
    }

    private async Task<IActionResult> ShowAsync(Answer answer, bool isNew, CancellationToken ct)
    {
        (Made, IsNew, Input) = (answer.Read<MadeClient>(), isNew, new ClientInput());
        ModelState.Clear();
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => Clients =
        await territory.GetAsync<ClientList>($"bodies/{Body.Id}/clients?size=20" + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);

    public sealed class ClientInput
    {
        [Display(Name = "Nom de l’application", Description = "Par exemple\u00A0: SIG de l’agglomération."), Required, StringLength(100, MinimumLength = 2)]
        public string Name { get; set; } = "";

        /// <summary>By service: nothing, read, or write.</summary>
        public Dictionary<string, string> Levels { get; set; } = [];

        [Display(Name = "Jusqu’au", Description = "Laissez vide pour une application sans limite.")]
        public DateOnly? Until { get; set; }
    }

    internal sealed record ClientList(IReadOnlyList<Client> Items, string? Next, bool BuiltIn, IReadOnlyList<string> Services);

    internal sealed record Client(
        Guid Id, string ClientId, int Version, string Name, IReadOnlyList<string> Scopes, DateTime? Until, DateTime? RevokedAt, bool IsOver,
        DateTime SecretAt, DateTime? FormerUntil, DateTime? UsedAt)
    {
        public string ScopeWords => string.Join("\u00A0; ", Scopes.Select(s => s.EndsWith(ReadOnly, StringComparison.Ordinal) ? $"{EachServiceClient.NameOf(s[..^ReadOnly.Length])} (lire)" : $"{EachServiceClient.NameOf(s)} (lire et écrire)"));
    }

    internal sealed record MadeClient(string ClientId, string Secret);
}
