using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>Reads a stream line by line without ever holding more than one, and none that is longer than it may be.</summary>
public static class Lines
{
    /// <exception cref="InvalidDataException">A line is longer than that.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream from, int longest, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(from, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(ct);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    yield return buffer.Slice(0, end).ToArray();
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (buffer.Length > longest)
                {
                    throw new InvalidDataException($"A line is longer than {longest} bytes.");
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    if (buffer.Length > 0)
                    {
                        throw new InvalidDataException("The last line was cut off.");
                    }

                    yield break;
                }
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }
}
