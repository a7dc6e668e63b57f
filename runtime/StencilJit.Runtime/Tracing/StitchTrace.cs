namespace StencilJit.Runtime.Tracing;

/// <summary>
/// Finished code with what it is made of: the blocks that a <see cref="StitchLog"/> recorded, to be kept in a file. Never changes.
/// </summary>
public sealed class StitchTrace
{
    /// <summary>Takes blocks of one log or of several.</summary>
    public StitchTrace(params ReadOnlySpan<StitchBlock> blocks) => Blocks = Array.AsReadOnly(blocks.ToArray());

    /// <summary>The blocks, in the order in which they were committed.</summary>
    public IReadOnlyList<StitchBlock> Blocks { get; }

    /// <summary>Writes the trace in the format of docs/tracing.md.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TraceWriter.Write(this, stream);
    }

    /// <summary>Writes the trace to a file, which appears complete or not at all; one that exists is replaced.</summary>
    /// <param name="path">The file. A link is followed; a device, such as /dev/stdout, is written to.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        if (IsDevice(path))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            Write(device);
            return;
        }

        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";

        // Ctrl-C may end the process while this thread writes.
        EventHandler cleaning = (_, _) => File.Delete(temporary);
        AppDomain.CurrentDomain.ProcessExit += cleaning;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                Write(stream);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= cleaning;
        }
    }

    /// <summary>
    /// Whether a path is not a file's: a device cannot be replaced, and what is open already (/dev/stdout, /dev/fd/3) must not be.
    /// </summary>
    private static bool IsDevice(string path)
    {
        if (OperatingSystem.IsWindows())
            return false;
        string full = Path.GetFullPath(path);
        return Path.GetDirectoryName(full) is "/dev" or "/dev/fd" || full.StartsWith("/proc/", StringComparison.Ordinal);
    }

    /// <summary>Reads a trace.</summary>
    /// <param name="stream">What <see cref="Write"/> wrote, up to the stream's end.</param>
    /// <exception cref="StitchTraceFormatException">It is no trace, one of another version, or damaged.</exception>
    public static StitchTrace Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return TraceReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads a trace from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StitchTraceFormatException">It is no trace, one of another version, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StitchTrace Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }
}
