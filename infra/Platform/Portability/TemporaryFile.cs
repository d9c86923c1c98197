namespace OpenDataAnimation.Platform.Portability;

/// <summary>Room on disk for what is too large for memory: readable by its owner alone, and gone once it is closed.</summary>
public static class TemporaryFile
{
    public static FileStream Open() => new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
    });
}
