using MimeKit;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>The product's main job through its APIs: a territory is opened, a commune joins, a proposal is adopted, the parent knows.</summary>
/// <param name="address">The gateway's.</param>
/// <param name="mail">The folder of outgoing mail.</param>
/// <param name="accountOf">Makes an account with this address.</param>
internal sealed class AdoptionPath(Uri address, string mail, Func<string, Task> accountOf)
{
    public const string Password = "Une phrase assez longue 2026";

    /// <returns>What the parent sees of the commune's answer.</returns>
    public async Task<string?> WalkAsync(string operatorCode)
    {
        using var operating = await SignInAsync("operation@plateforme.example");
        await operating.PostAsync("/api/territory/operators/claim", new { code = operatorCode });
        var opened = await operating.PostAsync("/api/territory/operator/bodies",
            new { kind = "Epci", code = "243500741", administratorName = "Camille Essai", administratorEmail = "animation@agglo.example" });
        var agglo = opened.GetProperty("bodyId").GetGuid();

        using var animator = await SignInAsync("animation@agglo.example");
        await AcceptInvitationAsync(animator, "animation@agglo.example");
        await animator.PostAsync($"/api/territory/bodies/{agglo}/children", new { codes = new[] { "56013" } });
        var commune = (await animator.GetAsync($"/api/territory/bodies/{agglo}/children")).GetProperty("items")[0].GetProperty("bodyId").GetGuid();
        await animator.PostAsync($"/api/territory/bodies/{agglo}/children/{commune}/invitation", new { name = "Dominique Essai", email = "mairie@beganne.example" });

        using var secretary = await SignInAsync("mairie@beganne.example");
        await AcceptInvitationAsync(secretary, "mairie@beganne.example");
        var attachment = (await secretary.GetAsync($"/api/territory/bodies/{commune}/attachments")).GetProperty("items")[0].GetProperty("attachmentId").GetGuid();
        await secretary.PostAsync($"/api/territory/bodies/{commune}/attachments/{attachment}/acceptance", new { });

        var campaign = Guid.Empty;
        // Plans knows the attachment once Territory's message is there.
        await Eventually.HoldsAsync(async () => campaign = (await animator.PostAsync($"/api/plans/bodies/{agglo}/campaigns",
            new { action = new { title = "Publier la liste des marchés", objectives = new[] { "1.1" } }, children = new[] { commune } })).GetProperty("id").GetGuid());
        var proposal = Guid.Empty;
        await Eventually.HoldsAsync(async () =>
            proposal = Assert.Single((await secretary.GetAsync($"/api/plans/bodies/{commune}/proposals")).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        await secretary.PostAsync($"/api/plans/bodies/{commune}/proposals/{proposal}/acceptance", new { });

        string? status = null;
        await Eventually.HoldsAsync(async () =>
        {
            var seen = await animator.GetAsync($"/api/plans/bodies/{agglo}/campaigns/{campaign}");
            status = seen.GetProperty("recipients").GetProperty("items")[0].GetProperty("status").GetString();
            Assert.NotEqual("Sent", status);
        });
        return status;
    }

    private async Task<Surfer> SignInAsync(string email)
    {
        await accountOf(email);
        return await Surfer.SignedInAsync(address, email, Password);
    }

    private async Task AcceptInvitationAsync(Surfer guest, string email)
    {
        var token = "";
        await Eventually.HoldsAsync(async () => token = Assert.Single(await TokensToAsync(email)));
        await guest.PostAsync($"/api/territory/invitations/{token}/acceptance", new { });
    }

    private async Task<List<string>> TokensToAsync(string email)
    {
        var tokens = new List<string>();
        foreach (var file in Directory.Exists(mail) ? Directory.GetFiles(mail, "*.eml") : [])
        {
            var letter = await MimeMessage.LoadAsync(file);
            if (letter.To.Mailboxes.Any(to => to.Address == email) && letter.TextBody?.Split("/invitation/") is [_, var rest, ..])
            {
                tokens.Add(new string([.. rest.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]));
            }
        }

        return tokens;
    }
}
