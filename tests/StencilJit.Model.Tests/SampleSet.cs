namespace StencilJit.Model.Tests;

/// <summary>A small set that uses every construct of the lock format once.</summary>
internal static class SampleSet
{
    public static StencilSet Create() => new()
    {
        Name = "sample",
        Target = "linux-x64",
        Architecture = Architecture.X64,
        Features = ["Avx2", "Bmi1"],
        Compiler = "clang 22.1.8, LLVM 22.1.8",
        OptionsHash = new string('a', 64),
        Inputs = [new InputFile("../include/stenciljit.h", new string('b', 64)), new InputFile("two words.c", new string('c', 64))],
        Pinned = ["frame", "memory"],
        IntegerRegisters = 4,
        FloatRegisters = 2,
        SlotLimit = 16376,
        Traps = ["divide_by_zero", "out_of_bounds"],
        Data = [.. Enumerable.Range(0, 48).Select(i => (byte)i)],
        Stencils =
        [
            new Stencil("add", "rr>r", StencilKind.Leaf, "Adds two integers, wrapping: a + b.", "two words.c:12", [],
                [new StencilVariant([0x4d, 0x01, 0xf4], []), new StencilVariant([0x4d, 0x01, 0xfd], [])]),
            new Stencil("add", "rs>?", StencilKind.Leaf, "", "two words.c:12",
                [new Hole("b", HoleKind.Slot), new Hole("data", HoleKind.I64), new Hole("target", HoleKind.Label)],
                [
                    new StencilVariant(
                        new byte[32],
                        [
                            new Patch(0, PatchKind.Abs32, PatchSource.Hole, 0, 0),
                            new Patch(4, PatchKind.Rel32, PatchSource.Hole, 2, -4),
                            new Patch(8, PatchKind.Rel32, PatchSource.Data, 0, 28),
                            new Patch(12, PatchKind.Rel32, PatchSource.Trap, 1, -4),
                            new Patch(16, PatchKind.Abs64, PatchSource.Hole, 1, long.MinValue),
                            new Patch(24, PatchKind.Abs64, PatchSource.Hole, 1, long.MaxValue),
                        ]),
                ]),
            new Stencil("drop", "r>", StencilKind.Leaf, "", "two words.c:20", [], [new StencilVariant([], [])]),
            new Stencil("enter", "", StencilKind.Entry, "Runs.", "two words.c:30", [], [new StencilVariant([0xc3], [])]),
            new Stencil("host_call", ">", StencilKind.Spilled, "", "two words.c:40", [], [new StencilVariant([0x90], [])]),
        ],
    };
}
