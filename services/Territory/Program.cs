using OpenDataAnimation.Territory;

var builder = WebApplication.CreateBuilder(args);
builder.AddTerritory();
var app = builder.Build();
app.MapTerritory();
app.Run();
