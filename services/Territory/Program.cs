using OpenDataAnimation.Territory;
using OpenDataAnimation.Territory.Operators;

var builder = WebApplication.CreateBuilder(args);
builder.AddTerritory();
var app = builder.Build();
app.MapTerritory();
await app.StartAsync();
// As the one process prints it: whoever runs the programs one by one reads it here.
if (await FirstOperator.CreateClaimAsync(app.Services, CancellationToken.None) is { } code)
{
    Console.WriteLine(FirstOperator.Welcome(new Uri(app.Configuration["PublicUrl"] ?? "http://localhost:8080"), code));
}

await app.WaitForShutdownAsync();
