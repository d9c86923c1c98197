using Xunit.Sdk;

namespace OpenDataAnimation.Testing;

/// <summary>For what follows by message: asks again until it holds, ten seconds at most.</summary>
public static class Eventually
{
    public static async Task HoldsAsync(Func<Task> check)
    {
        for (var left = 100; ; left--)
        {
            try
            {
                await check();
                return;
            }
            catch (XunitException) when (left > 0)
            {
                await Task.Delay(100);
            }
        }
    }
}
