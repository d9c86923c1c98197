using System.IO.Compression;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using MimeKit;
using OpenDataAnimation.Standalone;
using OpenDataAnimation.Standalone.Demo;
using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Operators;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.EndToEnd;

/// <summary>
/// The distribution's own browser in front of an empty product: in one process, or one that runs elsewhere already (ODA_ADDRESS, its
/// data folder ODA_DATA and the operator's code ODA_OPERATOR_CODE), as <c>./tests/run containers</c> starts it.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Chromium = "/usr/bin/chromium";

    private static readonly string? Elsewhere = Environment.GetEnvironmentVariable("ODA_ADDRESS");

    private readonly string _urls = "http://127.0.0.1:0";
    private readonly string? _elsewhere;
    private readonly bool _demo;
    private readonly string _data;
    private string _signIns = "";

    private AllInOne? _product;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Browser()
    {
        _elsewhere = Elsewhere;
        _data = Elsewhere is null
            ? Directory.CreateTempSubdirectory("oda-browser-").FullName
            : Environment.GetEnvironmentVariable("ODA_DATA") ?? throw new InvalidOperationException("ODA_ADDRESS needs ODA_DATA.");
    }

    /// <summary>Always in one process, at this address.</summary>
    internal Browser(string urls, bool demo = false) => (_urls, _demo, _data) = (urls, demo, Directory.CreateTempSubdirectory("oda-browser-").FullName);

    /// <summary>Null where there is no browser, or where it runs elsewhere.</summary>
    internal AllInOne? Product => _product;

    /// <summary>The address people use, without a slash at its end.</summary>
    public string Address => (_elsewhere ?? _product!.Address.ToString()).TrimEnd('/');

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        if (_elsewhere is null)
        {
            _product = await AllInOne.StartAsync(new AllInOneOptions { Data = _data, Urls = _urls, Demo = _demo });
            if (_demo)
            {
                await using var printed = new StringWriter();
                await DemoSignIns.LoadAndPrintAsync(_product, printed, CancellationToken.None);
                _signIns = printed.ToString();
            }
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            // The flags of a browser that runs as root and reaches no one but this machine.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_product is not null)
        {
            await _product.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(_data, recursive: true);
        }
    }

    /// <summary>Someone with a browser of their own.</summary>
    public async Task<Visitor> VisitorAsync(string name, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { Locale = "fr-FR", JavaScriptEnabled = script, BaseURL = Address, ViewportSize = new() { Width = 1280, Height = 900 } });
        context.SetDefaultTimeout(10_000);
        return new Visitor(name, await context.NewPageAsync(), this);
    }

    /// <summary>Someone of the demonstration, signed in as its list of sign-ins says.</summary>
    public async Task<Visitor> OfTheDemonstrationAsync(string name, string email)
    {
        var password = _signIns.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(c => c.Length > 1 && c[0] == email)[1];
        var visitor = await VisitorAsync(name);
        await visitor.Page.GotoAsync(Address + "/session/sign-in");
        await visitor.Page.Locator("input[type=email]").FillAsync(email);
        await visitor.Page.Locator("input[type=password]").FillAsync(password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).First.ClickAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        return visitor;
    }

    public async Task<string?> OperatorCodeAsync() => _product is null
        ? Environment.GetEnvironmentVariable("ODA_OPERATOR_CODE")
        : await FirstOperator.CreateClaimAsync(_product.Services(TerritoryService.Name), CancellationToken.None);

    /// <summary>The newest mail to this address in the pickup folder whose text holds the path: its link, without the host.</summary>
    public async Task<string> LinkOfMailAsync(string to, string path)
    {
        for (var left = 100; left > 0; left--)
        {
            foreach (var file in Directory.CreateDirectory(Path.Combine(_data, "mail")).GetFiles("*.eml").Select(f => f.FullName).OrderDescending())
            {
                var mail = await MimeMessage.LoadAsync(file);
                if (mail.To.Mailboxes.Any(m => m.Address == to) && Regex.Match(mail.TextBody ?? "", $@"https?://[^/\s]+({Regex.Escape(path)}\S+)") is { Success: true } link)
                {
                    return link.Groups[1].Value;
                }
            }

            await Task.Delay(100);
        }

        throw new Xunit.Sdk.XunitException($"No mail to {to} with {path}.");
    }
}

/// <summary>One person at a browser: every page they come to is checked by axe and photographed, wide and on a phone.</summary>
public sealed class Visitor(string name, IPage page, Browser browser)
{
    private static readonly string Output = SourceTree.Output(Environment.GetEnvironmentVariable("ODA_SCREENSHOTS") ?? "screenshots");
    private readonly HashSet<string> _seen = [];
    private int _pictures;

    public IPage Page => page;

    public async Task GoAsync(string path)
    {
        var answer = await page.GotoAsync(path.StartsWith('/') ? browser.Address + path : path);
        Assert.True(answer!.Ok, $"{path}: {answer.Status} {await page.TitleAsync()}");
        await LookAsync();
    }

    public async Task ClickAsync(string button)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(button)) }).First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await LookAsync();
    }

    public async Task FollowAsync(string link)
    {
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(Regex.Escape(link)) }).First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await LookAsync();
    }

    public Task FillAsync(string label, string value) => page.GetByLabel(new Regex("^" + Regex.Escape(label))).First.FillAsync(value);

    public Task ChooseAsync(string label, string option) => page.GetByLabel(new Regex("^" + Regex.Escape(label))).First.SelectOptionAsync(new SelectOptionValue { Label = option });

    public Task CheckAsync(string label) => page.GetByLabel(new Regex(Regex.Escape(label))).First.CheckAsync();

    /// <summary>The text of the document (DOCX) that this link gives.</summary>
    public async Task<string> DownloadTextAsync(string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(Regex.Escape(link), RegexOptions.IgnoreCase) }).First.ClickAsync());
        await using var file = File.OpenRead(await download.PathAsync());
        await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        using var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return Regex.Replace(await text.ReadToEndAsync(), "<[^>]+>", " ");
    }

    /// <summary>Opens what is folded under this title.</summary>
    public Task UnfoldAsync(string summary) => page.Locator("summary", new() { HasText = summary }).First.ClickAsync();

    public async Task ReadsAsync(string text) =>
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync(text);

    /// <summary>Reloads until the text is there, for what follows by message: three seconds at most.</summary>
    public async Task EventuallyReadsAsync(string text, string selector = "main")
    {
        for (var left = 15; left > 0; left--)
        {
            if ((await page.Locator(selector).InnerTextAsync()).Contains(text, StringComparison.Ordinal))
            {
                await LookAsync(again: true);
                return;
            }

            await Task.Delay(200);
            await page.ReloadAsync();
        }

        Assert.Fail($"{page.Url} does not show “{text}”: {await page.Locator(selector).InnerTextAsync()}");
    }

    /// <summary>Reloads until the text is gone: three seconds at most.</summary>
    public async Task EventuallyLacksAsync(string text, string selector)
    {
        for (var left = 15; (await page.Locator(selector).InnerTextAsync()).Contains(text, StringComparison.Ordinal); left--)
        {
            Assert.True(left > 0, $"{page.Url} still shows “{text}”.");
            await Task.Delay(200);
            await page.ReloadAsync();
        }

        await LookAsync(again: true);
    }

    /// <summary>Creates an account from where "Créer mon compte" leads, and signs in with it.</summary>
    public async Task CreateAccountAsync(string fullName, string email)
    {
        const string password = "une longue phrase facile";
        await FollowAsync("Créer mon compte");
        await FillAsync("Votre nom", fullName);
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await ClickAsync("Créer mon compte");
        await FollowAsync("Se connecter");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await ClickAsync("Se connecter");
    }

    /// <summary>axe finds nothing on this page, and it is photographed; once for each address.</summary>
    /// <param name="printed">Also as it comes out of a printer.</param>
    public async Task LookAsync(bool again = false, bool printed = false)
    {
        var path = Regex.Replace(new Uri(page.Url).AbsolutePath, "[0-9a-f-]{36}|/(invitation|lien)/.*", "x").Trim('/').Replace('/', '_');
        if (!_seen.Add(path) && !again)
        {
            return;
        }

        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{page.Url}:\n" + string.Join('\n', axe.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Html).Take(3))})")));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        // Encoded twice: what people read is the code of a character.
        Assert.DoesNotMatch("&(#[0-9]+|[a-z]+);", await page.Locator("body").InnerTextAsync());
        var file = Path.Combine(Output, $"{name}-{++_pictures:00}-{(path.Length == 0 ? "accueil" : path)}");
        await page.ScreenshotAsync(new() { Path = file + ".png", FullPage = true });
        await page.SetViewportSizeAsync(380, 800);
        // A page that is wider than a phone hides what it says.
        Assert.True(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 380,
            $"{page.Url} is wider than a phone: " + string.Join(" | ", await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 381).slice(0, 4).map(e => e.outerHTML.slice(0, 120))")));
        await page.ScreenshotAsync(new() { Path = file + "-telephone.png", FullPage = true });
        await page.SetViewportSizeAsync(1280, 900);
        if (printed)
        {
            // The width of a sheet of paper without its margins.
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.SetViewportSizeAsync(718, 1000);
            await page.ScreenshotAsync(new() { Path = file + "-papier.png", FullPage = true });
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
            await page.SetViewportSizeAsync(1280, 900);
        }
    }
}

/// <summary>A test that needs the distribution's Chromium; where it is not installed it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = File.Exists(Browser.Chromium) ? null : "Chromium is not installed (apt-get install chromium).";
}
