using StencilJit.Runtime.Memory;

namespace StencilJit.Runtime.Tests;

/// <summary>Heaps for tests, and running what they hold.</summary>
internal static unsafe class TestHeap
{
    public const int Size = 16 << 20;

    /// <summary>The ways of having executable memory that this system offers.</summary>
    public static TheoryData<string> Mappings => ["usual", "protected"];

    public static TestSet Set => TestSet.Instance;

    public static CodeHeap Create(string mapping, long size = Size) => new(Memory(mapping, size));

    public static ExecutableMemory Memory(string mapping, long size = Size) =>
        mapping == "usual" ? ExecutableMemory.Create(size) : new ProtectedMapping(AddressSpace.Current, size);

    public static int Run(nint address, int argument = 0) => ((delegate* unmanaged<int, int>)address)(argument);

    public static int Run(CodeBlock block, int argument = 0) => Run(block.Address, argument);

    /// <summary>Stitches a function that answers a constant.</summary>
    public static CodeBlock Constant(StencilImage image, int value, int maximumBytes = 64)
    {
        using CodeWriter writer = image.CreateWriter(maximumBytes);
        writer.Emit(Set.Constant, (uint)value);
        writer.Emit(Set.Return);
        return writer.Commit();
    }
}
