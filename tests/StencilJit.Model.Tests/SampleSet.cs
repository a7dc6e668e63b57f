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
        Integers = [new PoolRegister("r8", 8), new PoolRegister("r11", 11), new PoolRegister("rdi", 7)],
        Floats = [new PoolRegister("xmm0", 0), new PoolRegister("xmm1", 1)],
        SlotLimit = 16376,
        Traps = ["divide_by_zero", "out_of_bounds"],
        Data = [.. Enumerable.Range(0, 48).Select(i => (byte)i)],
        Stencils =
        [
            new Stencil("add", "rr>r", StencilKind.Leaf, "Adds two integers, wrapping: a + b.", "two words.c:12", [],
                [
                    new RegisterHole("a", RegisterClass.Integer, RegisterAccess.Read, [new RegisterBit(1, 3), new RegisterBit(27, 0)]),
                    new RegisterHole("b", RegisterClass.Float, RegisterAccess.Read, []),
                    new RegisterHole("result", RegisterClass.Integer, RegisterAccess.Write, [new RegisterBit(2, 3), new RegisterBit(19, 0)]),
                ],
                [0x48, 0x8d, 0x04, 0x00], []),
            new Stencil("add", "rs>?", StencilKind.Leaf, "", "two words.c:12",
                [new Hole("b", HoleKind.Slot), new Hole("data", HoleKind.I64), new Hole("target", HoleKind.Label)],
                [new RegisterHole("a", RegisterClass.Float, RegisterAccess.Update, [new RegisterBit(3, 1)])],
                new byte[32],
                [
                    new Patch(0, PatchKind.Abs32, PatchSource.Hole, 0, 0),
                    new Patch(4, PatchKind.Rel32, PatchSource.Hole, 2, -4),
                    new Patch(8, PatchKind.Rel32, PatchSource.Data, 0, 28),
                    new Patch(12, PatchKind.Rel32, PatchSource.Trap, 1, -4),
                    new Patch(16, PatchKind.Abs64, PatchSource.Hole, 1, long.MinValue),
                    new Patch(24, PatchKind.Abs64, PatchSource.Hole, 1, long.MaxValue),
                ]),
            new Stencil("drop", "r>", StencilKind.Leaf, "", "two words.c:20", [], [], [], []),
            new Stencil("enter", "", StencilKind.Entry, "Runs.", "two words.c:30", [], [], [0xc3], []),
            new Stencil("host_call", ">", StencilKind.Spilled, "", "two words.c:40", [], [], [0x90], []),
        ],
    };
}
