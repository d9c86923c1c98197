using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Standalone;

/// <summary>The data folder, held by this process alone: two writers of one SQLite file's folder would undo each other's outbox.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <exception cref="StartUpException">It cannot be written, or another process holds it.</exception>
    public static DataFolder Take(string path)
    {
        var folder = System.IO.Path.GetFullPath(path);
        var file = System.IO.Path.Combine(folder, "lock");
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                // Personal data and keys: for this account only.
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException($"The data folder {folder} cannot be written: choose another with --data.", e);
        }

        try
        {
            // The system lets go of it whichever way the process ends; the file itself stays and means nothing.
            return new DataFolder(folder, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new StartUpException($"The data folder {folder} is in use by another process of OpenDataAnimation.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException($"The data folder {folder} cannot be written: choose another with --data.", e);
        }
    }

    public void Dispose() => _lock.Dispose();
}
