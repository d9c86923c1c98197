using System.IO.Compression;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>A sheet as a page carries it from one step to the next, packed: ten thousand rows of text are then a hundred kilobytes.</summary>
internal static class KeptSheet
{
    public static string Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(content);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <param name="most">Bytes that it may hold; what would unpack to more was not packed here.</param>
    /// <returns>Null for what was not packed here.</returns>
    public static byte[]? Unpack(string? kept, int most)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(kept ?? "")), CompressionMode.Decompress);
            var content = new byte[most + 1];
            var read = zip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return read is 0 || read > most ? null : content[..read];
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
