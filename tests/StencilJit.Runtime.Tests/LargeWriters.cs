using StencilJit.Runtime.Memory;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

/// <summary>Writers that have private memory in the place of a memory file's, on Linux.</summary>
internal static unsafe class LargeWriters
{
    /// <summary>How much a writer must be asked for to be large.</summary>
    public const int Asked = 16 << 20;

    /// <summary>So much code has several huge pages.</summary>
    public const int Much = 7_000_000;

    /// <summary>An offset in one of them.</summary>
    public const int Within = 5_000_000;

    /// <summary>The reason to skip tests of it.</summary>
    public const string NotLinux = "Memory files are Linux' own.";

    /// <summary>Maps memory whose private part is watched.</summary>
    public static LinuxDoubleMapping Map(Predicate<string>? watch = null, long size = 2 * Asked)
    {
        var memory = LinuxDoubleMapping.TryCreate(size, new WatchedAddressSpace(watch ?? (_ => false)));
        Assert.NotNull(memory);
        return memory;
    }

    /// <summary>Makes a writer that is going to write much.</summary>
    public static CodeWriter Large(StencilImage image) => image.CreateWriter(Asked, expectedBytes: Much);

    /// <summary>Stitches a function of a length that answers a constant; much of it by a large writer.</summary>
    public static CodeBlock Stitch(StencilImage image, int value, int length)
    {
        using CodeWriter writer = length < 100_000 ? image.CreateWriter(length) : Large(image);
        Emit(writer, value, length);
        return writer.Commit();
    }

    /// <summary>Fills a writer up to a length with code that answers a constant.</summary>
    public static void Emit(CodeWriter writer, int value, int length, bool returns = true)
    {
        int last = length - Set.LengthOf(Set.Constant) - Set.LengthOf(Set.Return);
        while (writer.Position <= last)
            writer.Emit(Set.Constant, (uint)value);
        if (returns)
            writer.Emit(Set.Return);
    }

    /// <summary>The protection of the page at an address, and whether it is private or shared.</summary>
    public static string? At(nint address) => MemoryMap.Find(address)?.Protection;

    /// <summary>The file is all there is, from end to end of both views.</summary>
    public static void AssertShared(LinuxDoubleMapping memory)
    {
        foreach (nint view in new[] { (nint)memory.Writable(0), memory.Executable(0) })
        {
            MemoryMap? map = MemoryMap.Find(view);
            Assert.NotNull(map);
            Assert.Equal('s', map.Protection[3]);
            Assert.Equal(memory.Size, map.Length);
        }
    }
}
