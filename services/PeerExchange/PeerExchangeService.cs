using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.PeerExchange.Topics.Features;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.PeerExchange;

/// <summary>Bodies ask each other, and tell each other what worked.</summary>
public static class PeerExchangeService
{
    public const string Name = "peer-exchange";

    public static WebApplicationBuilder AddPeerExchange(this WebApplicationBuilder builder)
    {
        builder.AddService<PeerExchangeDb, PeerExchangeDbSqlServer>(Name);
        builder.Services.AddValidation();
        builder.Services.AddScoped<Readership>();
        builder.Services.AddScoped<BodyData, PeerExchangeData>();
        return builder;
    }

    public static WebApplication MapPeerExchange(this WebApplication app)
    {
        app.UseService();
        var exchange = app.MapApi("Peer exchange");

        ListSpaces.Map(exchange);
        ListTopics.Map(exchange);
        ReadTopic.Map(exchange);
        OpenTopic.Map(exchange);
        EditTopic.Map(exchange);
        ChangeTopicState.Map(exchange);
        AcceptReply.Map(exchange);

        ListReplies.Map(exchange);
        WriteReply.Map(exchange);
        RemoveReply.Map(exchange);
        RestoreReply.Map(exchange);
        return app;
    }
}
