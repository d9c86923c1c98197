using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(OpenDataAnimation.Faults.Hook.MovedClockStartup))]

namespace OpenDataAnimation.Faults.Hook;

/// <summary>Gives the services a clock that the driver moves, by the hours in the file FAULTS_CLOCK.</summary>
public sealed class MovedClockStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable("FAULTS_CLOCK") is { Length: > 0 } file)
        {
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new MovedClock(file)));
        }
    }

    private sealed class MovedClock(string file) : TimeProvider
    {
        private long _readAt = -10_000;
        private double _hours;

        public override DateTimeOffset GetUtcNow()
        {
            var now = Environment.TickCount64;
            if (now - Interlocked.Read(ref _readAt) > 100)
            {
                Interlocked.Exchange(ref _readAt, now);
                _ = File.Exists(file) && double.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out _hours);
            }

            return System.GetUtcNow().AddHours(_hours);
        }
    }
}
