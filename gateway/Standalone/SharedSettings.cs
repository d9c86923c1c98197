namespace OpenDataAnimation.Standalone;

/// <summary>Settings that all hosts of the process read, and that change while they start: who listens where.</summary>
internal sealed class SharedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly Lock _lock = new();

    public SharedSettings(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        foreach (var (key, value) in settings)
        {
            Data[key] = value;
        }
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Every host sees the new value at once.</summary>
    public void Change(string key, string value)
    {
        lock (_lock)
        {
            // A copy: hosts read without a lock.
            Data = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase) { [key] = value };
        }

        OnReload();
    }
}
