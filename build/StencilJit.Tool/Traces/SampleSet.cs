using System.Globalization;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Traces;

/// <summary>The addresses that a profiler found a program at, and how often.</summary>
internal sealed class SampleSet
{
    private readonly Dictionary<ulong, long> addresses = [];
    private readonly SortedDictionary<string, long> events = new(StringComparer.Ordinal);

    /// <summary>How often each address was seen.</summary>
    public IReadOnlyDictionary<ulong, long> Addresses => addresses;

    /// <summary>How many samples there are of each event, by names such as <c>cpu-clock</c>; none where the names are not known.</summary>
    public IReadOnlyDictionary<string, long> Events => events;

    /// <summary>How many samples there are.</summary>
    public long Count { get; private set; }

    /// <summary>Reads what <c>perf script -F ip</c> or <c>-F event,ip</c> prints: a line a sample, the address in hexadecimal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops between lines.</param>
    /// <exception cref="ToolException">It cannot be read, has no samples, or a line that is none.</exception>
    public static SampleSet Load(string path, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"--samples {path}: the file cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads samples up to the end.</summary>
    /// <param name="reader">Lines of text.</param>
    /// <param name="name">Where they come from, for messages.</param>
    /// <param name="cancellation">Stops between lines.</param>
    /// <exception cref="ToolException">There are no samples, or there is a line that is none.</exception>
    public static SampleSet Read(TextReader reader, string name, CancellationToken cancellation)
    {
        var samples = new SampleSet();
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!samples.Add(text.AsSpan().Trim()))
                throw new ToolException($"{name}({line}): '{text.Trim()}' does not begin with an address in hexadecimal. Samples are what 'perf script -G -F ip' prints.");
        }

        return samples.Count > 0 ? samples : throw new ToolException($"{name} has no samples: was the program running long enough, and recorded with 'perf record -e cpu-clock'?");
    }

    private bool Add(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] == '#')
            return true;
        string? name = null;
        if (Word(line) is [.., ':'] first)
        {
            name = first.TrimEnd(':').ToString();
            line = line[first.Length..].TrimStart();
        }

        var digits = Word(line);
        if (digits.StartsWith("0x"))
            digits = digits[2..];
        if (!ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address))
            return false;
        Count++;
        addresses[address] = addresses.GetValueOrDefault(address) + 1;
        if (name is not null)
            events[name] = events.GetValueOrDefault(name) + 1;
        return true;
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> line) => line.IndexOfAny(' ', '\t') is var end and >= 0 ? line[..end] : line;
}
