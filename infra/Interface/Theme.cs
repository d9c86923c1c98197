using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OpenDataAnimation.Interface;

/// <summary>A tenant's accent colour, accepted only where text in it, and white text on it, can be read.</summary>
public sealed class Theme
{
    /// <summary>WCAG 2.2, 1.4.3: text of normal size.</summary>
    public const double LeastContrast = 4.5;

    public const string DefaultAccent = "#14595e";

    // The same values as in oda.css, where --sunk is the darkest light ground and --raised the lightest dark one.
    private static readonly Rgb Sunk = new(0xF1, 0xEB, 0xE0);
    private static readonly Rgb Sheet = new(0xFF, 0xFE, 0xFB);
    private static readonly Rgb Raised = new(0x2B, 0x28, 0x23);
    private static readonly Rgb DarkInk = new(0x14, 0x13, 0x11);
    private static readonly Rgb Ink = new(0x21, 0x1F, 0x1B);
    private static readonly Rgb LightInk = new(0xF0, 0xEB, 0xE1);

    private Theme(Rgb light, Rgb dark)
    {
        (Light, Dark) = (light, dark);
    }

    private Rgb Light { get; }

    private Rgb Dark { get; }

    /// <summary>The colour as chosen, used on paper.</summary>
    public string Accent => Light.ToString();

    /// <summary>The lighter colour derived from it for the dark scheme.</summary>
    public string DarkAccent => Dark.ToString();

    /// <summary>Accepts "#14595e" or "14595E"; otherwise says in French why not and what would do.</summary>
    public static bool TryCreate(string? accent, [NotNullWhen(true)] out Theme? theme, [NotNullWhen(false)] out string? refusal)
    {
        theme = null;
        if (!Rgb.TryParse(accent, out var colour))
        {
            refusal = "Écrivez la couleur avec un dièse et six caractères, par exemple #14595e.";
            return false;
        }

        var contrast = Math.Min(Contrast(colour, Sunk), Contrast(Sheet, colour));
        if (contrast < LeastContrast)
        {
            var nearest = Shift(colour, new Rgb(0, 0, 0), candidate => Contrast(candidate, Sunk) >= LeastContrast);
            refusal = $"Cette couleur est trop claire pour être lue sur le fond des pages (contraste de {French.Number((decimal)contrast, 1)}, il en faut {French.Number(4.5m, 1)}). "
                + $"La nuance lisible la plus proche est {nearest}.";
            return false;
        }

        var dark = Lighten(colour, candidate => Contrast(candidate, Raised) >= 6.5);
        theme = new Theme(colour, dark);
        refusal = null;
        return true;
    }

    /// <summary>The stylesheet to serve at <see cref="Frame.ThemeHref"/> (text/css); the layout links it after oda.css.</summary>
    public string Stylesheet()
    {
        var light = Rules(Light, Sheet, Mix(Light, Sheet, 0.10), Mix(Light, new Rgb(0, 0, 0), 0.72));
        var dark = Rules(Dark, DarkInk, Mix(Dark, Raised, 0.14), Mix(Dark, new Rgb(255, 255, 255), 0.70));
        return $":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n@media print{{:root{{{light}}}}}\n";
    }

    /// <summary>WCAG contrast ratio of two colours, from 1 to 21.</summary>
    public static double Contrast(string first, string second) =>
        Rgb.TryParse(first, out var one) && Rgb.TryParse(second, out var two)
            ? Contrast(one, two)
            : throw new FormatException("A colour is # and six hexadecimal digits.");

    private static string Rules(Rgb accent, Rgb on, Rgb tint, Rgb strong) =>
        $"--accent:{accent};--on-accent:{on};--accent-tint:{tint};--accent-strong:{strong};--accent-ink:{(Contrast(tint, strong) >= LeastContrast ? strong : Contrast(tint, Ink) > Contrast(tint, LightInk) ? Ink : LightInk)}";

    private static double Contrast(Rgb one, Rgb two)
    {
        var (high, low) = (Math.Max(one.Luminance, two.Luminance), Math.Min(one.Luminance, two.Luminance));
        return (high + 0.05) / (low + 0.05);
    }

    private static Rgb Mix(Rgb first, Rgb second, double share) => new(
        Blend(first.R, second.R, share), Blend(first.G, second.G, share), Blend(first.B, second.B, share));

    private static byte Blend(byte first, byte second, double share) => (byte)Math.Round((first * share) + (second * (1 - share)));

    // Along the lightness of HSL, so that the hue stays the tenant's; towards white it would turn grey.
    private static Rgb Lighten(Rgb from, Func<Rgb, bool> isReadable)
    {
        var (hue, saturation, lightness) = from.ToHsl();
        for (var step = lightness; step < 1; step += 0.01)
        {
            var candidate = Rgb.FromHsl(hue, saturation * 0.7, step);
            if (isReadable(candidate))
            {
                return candidate;
            }
        }

        return LightInk;
    }

    private static Rgb Shift(Rgb from, Rgb to, Func<Rgb, bool> isReadable)
    {
        for (var step = 0; step < 100; step++)
        {
            var candidate = Mix(to, from, step / 100.0);
            if (isReadable(candidate))
            {
                return candidate;
            }
        }

        return to;
    }

    private readonly record struct Rgb(byte R, byte G, byte B)
    {
        public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

        public static bool TryParse(string? text, out Rgb colour)
        {
            colour = default;
            var digits = text is ['#', .. var rest] ? rest : text;
            if (digits is not { Length: 6 } || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            colour = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
            return true;
        }

        public static Rgb FromHsl(double hue, double saturation, double lightness)
        {
            var reach = saturation * Math.Min(lightness, 1 - lightness);
            return new Rgb(Channel(0), Channel(8), Channel(4));

            byte Channel(int offset)
            {
                var at = (offset + (hue / 30)) % 12;
                return (byte)Math.Round(255 * (lightness - (reach * Math.Max(-1, Math.Min(Math.Min(at - 3, 9 - at), 1)))));
            }
        }

        public (double Hue, double Saturation, double Lightness) ToHsl()
        {
            var (red, green, blue) = (R / 255.0, G / 255.0, B / 255.0);
            var (high, low) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
            var (lightness, span) = ((high + low) / 2, high - low);
            if (span == 0)
            {
                return (0, 0, lightness);
            }

            var hue = high == red ? ((green - blue) / span) + 6 : high == green ? ((blue - red) / span) + 2 : ((red - green) / span) + 4;
            return (hue * 60 % 360, span / (1 - Math.Abs((2 * lightness) - 1)), lightness);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

        private static double Linear(byte channel)
        {
            var share = channel / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
    }
}
