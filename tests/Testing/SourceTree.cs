namespace OpenDataAnimation.Testing;

/// <summary>The checkout that the tests were built in: for those that read sources, and for what tests leave to be looked at.</summary>
public static class SourceTree
{
    /// <summary>Null where the program was published and runs elsewhere.</summary>
    public static string? Here { get; } = Find();

    /// <exception cref="InvalidOperationException">This does not run in a checkout.</exception>
    public static string Root => Here ?? throw new InvalidOperationException($"No checkout above {AppContext.BaseDirectory}.");

    /// <summary>tests/output, or a folder in it; made when it is missing.</summary>
    public static string Output(string folder = "") => Directory.CreateDirectory(Path.Combine(Root, "tests", "output", folder)).FullName;

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OpenDataAnimation.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
