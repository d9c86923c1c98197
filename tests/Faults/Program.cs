using System.Globalization;
using OpenDataAnimation.Faults;

// faults [--kills N] [--seed N]: kills, stops, locks, fills and moves the clock under load, then counts what is missing.
var kills = 7;
var seed = Environment.TickCount;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    var number = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
    (kills, seed) = args[i] switch
    {
        "--kills" => (number, seed),
        "--seed" => (kills, number),
        _ => throw new ArgumentException($"Unknown option {args[i]}."),
    };
}

Console.WriteLine($"seed {seed}");
return await new Run(kills, new Random(seed)).RunAsync();
