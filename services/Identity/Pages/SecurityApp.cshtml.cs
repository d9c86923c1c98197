using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Interface;
using QRCoder;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone joins an application to their account: it counts once it has given a right code.</summary>
internal sealed class SecurityAppModel(SecondFactor factor, SignOutEverywhere everywhere, SignIns signIns) : AccountPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string Key { get; private set; } = "";

    public IReadOnlyList<string>? NewCodes { get; private set; }

    /// <summary>In groups of four, to be typed.</summary>
    public string KeyInGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    public string KeyUri => SecondFactor.UriOf(Account, Key);

    public IActionResult OnGet() => Account.TwoFactorEnabled ? RedirectToPage("Security") : Show(SecondFactor.NewKey());

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Account.TwoFactorEnabled)
        {
            return RedirectToPage("Security");
        }

        if (factor.Unseal(Account, Input.Sealed) is not { } key)
        {
            this.Say("Cette page est restée ouverte trop longtemps\u00A0: voici une nouvelle clé.", Tone.Warning);
            return RedirectToPage();
        }

        if (ModelState.IsValid && await factor.TurnOnAsync(Account, key, Input.Code, ct) is { } codes)
        {
            await everywhere.DoAsync(Account, ct);
            await signIns.RenewAsync(Session);
            NewCodes = codes;
            return Page();
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Code", "Ce code n’est pas le bon. Vérifiez que l’heure de votre appareil est juste, puis donnez le code affiché maintenant.");
        }

        return Show(key);
    }

    /// <summary>Black on white whatever the scheme: readers need it. No style, no script: one path.</summary>
    public IHtmlContent Picture()
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(KeyUri, QRCodeGenerator.ECCLevel.M);
        var (rows, path) = (code.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new HtmlString(string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"qr\" viewBox=\"0 0 {rows.Count} {rows.Count}\" role=\"img\" aria-label=\"Code QR de la clé, donnée en lettres ci-dessous\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"));
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Show(string key)
    {
        Key = key;
        Input.Sealed = factor.Seal(Account, key);
        ModelState.Remove("Input.Sealed");
        return Page();
    }

    public sealed class Form
    {
        [Display(Name = "Code affiché par l’application"), Required, StringLength(20)]
        public string Code { get; set; } = "";

        [Required]
        public string Sealed { get; set; } = "";
    }
}
