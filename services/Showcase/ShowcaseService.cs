using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Showcase.News.Features;
using OpenDataAnimation.Showcase.Public;

namespace OpenDataAnimation.Showcase;

/// <summary>What a body shows of its open data to everyone.</summary>
public static class ShowcaseService
{
    public const string Name = "showcase";

    public static WebApplicationBuilder AddShowcase(this WebApplicationBuilder builder)
    {
        builder.AddService<ShowcaseDb, ShowcaseDbSqlServer>(Name);
        builder.Services.AddValidation();
        return builder;
    }

    public static WebApplication MapShowcase(this WebApplication app)
    {
        app.UseService();
        var showcase = app.MapApi("Showcase");

        ListNews.Map(showcase);
        ReadNews.Map(showcase);
        WriteNews.Map(showcase);
        EditNews.Map(showcase);
        SubmitNews.Map(showcase);
        ReturnNews.Map(showcase);
        PublishNews.Map(showcase);
        WithdrawNews.Map(showcase);
        DeleteNews.Map(showcase);
        RestoreNews.Map(showcase);

        ReadPublicHome.Map(showcase);
        ReadPublicNews.Map(showcase);
        ReadPublicFeed.Map(showcase);
        return app;
    }
}
