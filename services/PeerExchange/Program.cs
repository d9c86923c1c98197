using OpenDataAnimation.PeerExchange;

var builder = WebApplication.CreateBuilder(args);
builder.AddPeerExchange();
var app = builder.Build();
app.MapPeerExchange();
app.Run();
