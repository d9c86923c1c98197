using OpenDataAnimation.Plans;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlans();
var app = builder.Build();
app.MapPlans();
app.Run();
