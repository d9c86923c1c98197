using OpenDataAnimation.Showcase;

var builder = WebApplication.CreateBuilder(args);
builder.AddShowcase();
var app = builder.Build();
app.MapShowcase();
app.Run();
