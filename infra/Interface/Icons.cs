using System.Collections.Frozen;
using Microsoft.AspNetCore.Html;

namespace OpenDataAnimation.Interface;

/// <summary>The product's own icons: 24 units square, drawn with the text's colour, hidden from screen readers because a word stands beside.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, HtmlString> Drawn = new Dictionary<string, string>
    {
        // Places of the product
        ["today"] = "<circle cx='12' cy='12' r='4'/><path d='M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4'/>",
        ["territory"] = "<path d='M3.5 6.5 9 4l6 2.5L20.5 4v13.5L15 20l-6-2.5L3.5 20zM9 4v13.5M15 6.5V20'/>",
        ["plan"] = "<rect x='4' y='4' width='4' height='4' rx='.5'/><rect x='10' y='4' width='4' height='4' rx='.5'/><rect x='16' y='4' width='4' height='4' rx='.5'/><rect x='4' y='10' width='4' height='4' rx='.5'/><rect x='10' y='10' width='4' height='4' rx='.5'/><rect x='4' y='16' width='4' height='4' rx='.5'/>",
        ["people"] = "<circle cx='9' cy='8.5' r='3.2'/><path d='M3 19.5c.4-3.4 2.7-5.3 6-5.3s5.6 1.9 6 5.3M15.5 5.6a3.2 3.2 0 0 1 .8 6M17.5 14.7c2 .6 3.2 2.2 3.5 4.8'/>",
        ["calendar"] = "<rect x='4' y='5.5' width='16' height='14.5' rx='1.5'/><path d='M4 10h16M8.5 3.5v4M15.5 3.5v4'/>",
        ["chat"] = "<path d='M4 5.5h11.5V13H9l-3.5 3v-3H4zM18 9h2v8h-1.5v3L15 17h-3.5'/>",
        ["showcase"] = "<path d='M4.5 10v9.5h15V10M3.5 9.5 5.5 4.5h13l2 5zM9.5 19.5v-5.5h5v5.5'/>",
        ["home"] = "<path d='M4 11.5 12 4.5l8 7M6 10v9.5h12V10M10 19.5v-5h4v5'/>",
        ["building"] = "<path d='M4 19.5h16M5.5 19.5V9.5M18.5 19.5V9.5M4 9.5 12 4.5l8 5zM9.5 12.5v4.5M14.5 12.5v4.5'/>",

        // Frame
        ["search"] = "<circle cx='10.5' cy='10.5' r='6'/><path d='m15 15 5 5'/>",
        ["bell"] = "<path d='M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4'/>",
        ["user"] = "<circle cx='12' cy='8.5' r='3.7'/><path d='M4.5 20c.6-4 3.4-6 7.5-6s6.9 2 7.5 6'/>",
        ["menu"] = "<path d='M4 7h16M4 12h16M4 17h16'/>",
        ["chevron"] = "<path d='m6.5 9.5 5.5 5.5 5.5-5.5'/>",
        ["next"] = "<path d='m9.5 6 6 6-6 6'/>",
        ["previous"] = "<path d='m14.5 6-6 6 6 6'/>",
        ["arrow"] = "<path d='M4.5 12h15M13.5 6l6 6-6 6'/>",
        ["up"] = "<path d='M12 19V5.5M6.5 11 12 5.5 17.5 11'/>",
        ["down"] = "<path d='M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5'/>",
        ["sort"] = "<path d='m8 9.5 4-4 4 4M8 14.5l4 4 4-4'/>",
        ["external"] = "<path d='M13.5 4.5h6v6M19.5 4.5 11 13M17.5 13.5v6h-13v-13h6'/>",
        ["settings"] = "<path d='M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9'/><circle cx='15' cy='7.5' r='2'/><circle cx='9' cy='16.5' r='2'/>",
        ["signout"] = "<path d='M10 4.5H5v15h5M10.5 12h9.5M16 8l4 4-4 4'/>",

        // States
        ["check"] = "<path d='m4.5 12.5 5 5L19.5 7'/>",
        ["progress"] = "<circle cx='12' cy='12' r='8'/><path d='M12 4a8 8 0 0 1 0 16z' fill='currentColor'/>",
        ["pause"] = "<path d='M9 6v12M15 6v12'/>",
        ["stop"] = "<circle cx='12' cy='12' r='8'/><path d='m6.5 6.5 11 11'/>",
        ["clock"] = "<circle cx='12' cy='12' r='8'/><path d='M12 7.5V12l3 2.5'/>",
        ["close"] = "<path d='m6 6 12 12M18 6 6 18'/>",
        ["dash"] = "<path d='M6 12h12'/>",
        ["flag"] = "<path d='M6 20.5v-16h11.5l-2.5 4 2.5 4H6'/>",
        ["lock"] = "<rect x='5' y='11' width='14' height='9' rx='1.5'/><path d='M8 11V8a4 4 0 0 1 8 0v3'/>",
        ["alert"] = "<path d='M12 4.5 3.5 19.5h17zM12 10v4.5M12 16.9v.2'/>",
        ["info"] = "<circle cx='12' cy='12' r='8.5'/><path d='M12 11v5.5M12 7.6v.2'/>",
        ["help"] = "<circle cx='12' cy='12' r='8.5'/><path d='M9.5 9.5c.2-3.2 5-3 5 0 0 2-2.5 2-2.5 4M12 16.5v.2'/>",
        ["star"] = "<path d='m12 4 2.4 5.3 5.6.700-4.2 3.9 1.2 5.8-5-2.9-5 2.9 1.2-5.8L4 10l5.6-.7z'/>",

        // Acts
        ["plus"] = "<path d='M12 5v14M5 12h14'/>",
        ["edit"] = "<path d='m4.5 19.5 1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5'/>",
        ["trash"] = "<path d='M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.5 10.5v5.5M13.5 10.5v5.5'/>",
        ["undo"] = "<path d='M4.5 9.5h10a5 5 0 0 1 0 10H9M8.5 5.5l-4 4 4 4'/>",
        ["refresh"] = "<path d='M19 12a7 7 0 1 1-2.2-5.1M19.5 4v4h-4'/>",
        ["download"] = "<path d='M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15'/>",
        ["upload"] = "<path d='M12 15.5v-11M7 9.5l5-5 5 5M4.5 19.5h15'/>",
        ["print"] = "<path d='M7 9V4.5h10V9M7 16.5H4.5V9h15v7.5H17M7 14h10v5.5H7z'/>",
        ["filter"] = "<path d='M4 5.5h16L14 12.5v6l-4-2v-4z'/>",
        ["link"] = "<path d='m10 14 4-4M8.5 11 6 13.5a3.2 3.2 0 0 0 4.5 4.5L13 15.5M15.5 13l2.5-2.5A3.2 3.2 0 0 0 13.5 6L11 8.5'/>",
        ["send"] = "<path d='m4 11.5 16-7-5.5 15.5-3.5-6.5zM11 13.5l4-4'/>",
        ["mail"] = "<rect x='3.5' y='6' width='17' height='12.5' rx='1.5'/><path d='m4 7.5 8 6 8-6'/>",
        ["phone"] = "<path d='M5 4.5h4l1.5 4.5-2.3 1.5a11 11 0 0 0 5.3 5.3L15 13.5l4.5 1.5v4c-8 1.5-16-6.5-14.5-14.5z'/>",
        ["file"] = "<path d='M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6'/>",
        ["archive"] = "<path d='M4 5h16v4H4zM5.5 9v10.5h13V9M10 12.5h4'/>",
        ["chart"] = "<path d='M4.5 4.5v15h15M8.5 16v-4M12.5 16V8M16.5 16v-6'/>",
        ["eye"] = "<path d='M3 12c2.2-4 5.2-6 9-6s6.8 2 9 6c-2.2 4-5.2 6-9 6s-6.8-2-9-6z'/><circle cx='12' cy='12' r='2.5'/>",
        ["key"] = "<circle cx='8' cy='15.5' r='3.5'/><path d='m10.5 13 8.5-8.5M15 8.5l3 3'/>",
    }.ToFrozenDictionary(icon => icon.Key, icon => new HtmlString(
        $"<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" focusable=\"false\">{icon.Value.Replace('\'', '"')}</svg>"));

    public static IEnumerable<string> Names => Drawn.Keys.Order(StringComparer.Ordinal);

    /// <summary>The icon's markup; a name that does not exist is a mistake of the page and throws.</summary>
    public static IHtmlContent Draw(string name) =>
        Drawn.TryGetValue(name, out var icon) ? icon : throw new ArgumentException($"There is no icon named '{name}'.", nameof(name));
}
