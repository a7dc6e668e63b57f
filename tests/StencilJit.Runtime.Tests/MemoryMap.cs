using System.Globalization;

namespace StencilJit.Runtime.Tests;

/// <summary>One line of /proc/self/maps.</summary>
internal sealed record MemoryMap(long Start, long End, string Protection)
{
    public long Length => End - Start;

    public static List<MemoryMap> Read() =>
        [.. File.ReadLines("/proc/self/maps").Select(line =>
        {
            string[] words = line.Split(' ', 3);
            string[] ends = words[0].Split('-');
            return new MemoryMap(Hex(ends[0]), Hex(ends[1]), words[1]);
        })];

    public static MemoryMap? Find(nint address) => Read().Find(m => m.Contains(address));

    /// <summary>What /proc/self/smaps says of the mapping of an address: two letters a flag.</summary>
    public static string[] FlagsAt(nint address)
    {
        MemoryMap? map = Find(address);
        Assert.NotNull(map);
        return [.. File.ReadLines("/proc/self/smaps")
            .SkipWhile(line => !line.StartsWith($"{map.Start:x}-", StringComparison.Ordinal))
            .First(line => line.StartsWith("VmFlags:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    public bool Contains(nint address) => address >= Start && address < End;

    private static long Hex(string digits) => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
