using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Showcase.News;

namespace OpenDataAnimation.Showcase.Public;

/// <summary>A body's published news as an Atom feed (RFC 4287), for whoever wants to follow it.</summary>
internal static class ReadPublicFeed
{
    private const int Most = 30;
    private const string Atom = "http://www.w3.org/2005/Atom";

    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapGet("/public/{slug}/atom.xml", Handle)
        .ForAnyone("a body's public page is for everyone; only published rows of the body named are read")
        .WithName(nameof(ReadPublicFeed))
        .WithSummary("A body's latest news as an Atom feed")
        .Produces(200, contentType: "application/atom+xml");

    private static async Task<IResult> Handle(string slug, HttpContext http, ShowcaseDb db, CurrentScope scope, ServiceSettings settings, CancellationToken ct)
    {
        var bodies = new PublicBodies(db, scope);
        if (await bodies.OpenAsync(slug, nameof(ReadPublicFeed), ct) is not { } body)
        {
            return Problems.NotFound("body");
        }

        var news = await bodies.News.OrderByDescending(n => n.PublishedAt).ThenByDescending(n => n.Id).Take(Most).ToListAsync(ct);
        // Addresses that people use, never the host of this request: behind the gateway that one is ours alone.
        var home = new Uri(new Uri(settings.Configuration["PublicUrl"] ?? "http://localhost:8080"), $"/p/{body.Slug}").ToString();
        return PublicAnswer.Of(http, Write(body, home, new Uri(new Uri(home), $"/api/showcase/public/{body.Slug}/atom.xml").ToString(), news), "application/atom+xml; charset=utf-8");
    }

    private static byte[] Write(BodyCopy body, string home, string self, List<NewsItem> news)
    {
        using var content = new MemoryStream();
        using (var xml = XmlWriter.Create(content, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, "fr");
            xml.WriteElementString("id", Atom, $"urn:uuid:{body.BodyId}");
            xml.WriteElementString("title", Atom, $"Les données ouvertes {FrenchName.De(body.Name, body.Article)}");
            xml.WriteElementString("updated", Atom, Instant(news.Count == 0 ? DateTime.UnixEpoch : news.Max(n => n.UpdatedAt)));
            Link(xml, "alternate", home);
            Link(xml, "self", self);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, body.Name);
            xml.WriteEndElement();
            foreach (var item in news)
            {
                xml.WriteStartElement("entry", Atom);
                // The id survives a change of address.
                xml.WriteElementString("id", Atom, $"urn:uuid:{item.Id}");
                xml.WriteElementString("title", Atom, item.Title);
                xml.WriteElementString("published", Atom, Instant(item.PublishedAt!.Value));
                xml.WriteElementString("updated", Atom, Instant(item.UpdatedAt));
                xml.WriteElementString("summary", Atom, item.Summary);
                Link(xml, "alternate", $"{home}/actualites/{item.Slug}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return content.ToArray();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
