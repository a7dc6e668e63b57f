using StencilJit.Model;

namespace StencilJit.Generator.Tests;

/// <summary>
/// A hand-made set for two targets that shows every construct of the generated code; <c>answer</c> is a whole function
/// of its own, so that a test can run it without any other part.
/// </summary>
internal static class TinySet
{
    public static StencilSet X64 { get; } = Create("linux-x64", Architecture.X64, ["Popcnt", "Sse42"], 16376) with
    {
        Stencils = Stencils(
            answer: new Body([0xb8, 0, 0, 0, 0, 0xc3], [Value(1, PatchKind.Abs32, 0)]),
            add: new Body([0x48, 0x8d, 0x04, 0x00], []),
            load: new Body(
                [0x45, 0x8b, 0xa4, 0x24, 0, 0, 0, 0, 0x0f, 0x87, 0, 0, 0, 0, 0xc5, 0xfb, 0x10, 0x05, 0, 0, 0, 0],
                [Value(4, PatchKind.Abs32, 0), new(10, PatchKind.Rel32, PatchSource.Trap, 1, -4), new(18, PatchKind.Rel32, PatchSource.Data, 0, 12)]),
            less: new Body([0x4d, 0x39, 0, 0, 0, 0, 0x0f, 0x82, 0, 0, 0, 0], [Value(2, PatchKind.Abs32, 0), Value(8, PatchKind.Rel32, 1, -4)]),
            all: new Body(
                [.. new byte[40], .. Enumerable.Repeat((byte)0x90, 8)],
                [
                    Value(0, PatchKind.Abs32, 0), Value(4, PatchKind.Abs32, 1), Value(8, PatchKind.Abs64, 2), Value(16, PatchKind.Abs64, 3),
                    Value(24, PatchKind.Abs32, 4), Value(28, PatchKind.Abs32, 5), Value(32, PatchKind.Rel32, 6, -4), Value(36, PatchKind.Rel32, 7, -4),
                ])),
    };

    public static StencilSet Arm64 { get; } = Create("linux-arm64", Architecture.Arm64, [], 32760) with
    {
        Data = [],
        Stencils = Stencils(
            answer: new Body(
                [0, 0, 0x80, 0x52, 0, 0, 0xa0, 0x72, 0xc0, 0x03, 0x5f, 0xd6], [Value(0, PatchKind.Move0, 0), Value(4, PatchKind.Move16, 0)]),
            add: new Body([0, 0, 0, 0x8b], []),
            load: new Body(
                [0x88, 0x02, 0x40, 0xf9, 0x08, 0, 0, 0x54], [Value(0, PatchKind.Bits12Scale8, 0), new(4, PatchKind.Branch19, PatchSource.Trap, 1, 0)]),
            less: new Body([0xbf, 0x02, 0x00, 0xf1, 0x03, 0, 0, 0x54], [Value(0, PatchKind.Bits12, 0), Value(4, PatchKind.Branch19, 1)]),
            all: new Body([0x1f, 0x20, 0x03, 0xd5, 0, 0, 0, 0x14], [Value(4, PatchKind.Branch26, 6)])),
    };

    private static StencilSet Create(string target, Architecture architecture, string[] features, int slotLimit) => new()
    {
        Name = "tiny",
        Target = target,
        Architecture = architecture,
        Features = features,
        Compiler = "clang 22.1.8, LLVM 22.1.8",
        OptionsHash = new string('0', 64),
        Inputs = [new InputFile("tiny.c", new string('1', 64))],
        Pinned = ["frame"],
        Integers = architecture == Architecture.X64 ? [new("r8", 8), new("r11", 11)] : [new("x0", 0), new("x1", 1)],
        Floats = [new("v0", 0), new("v1", 1)],
        SlotLimit = slotLimit,
        Traps = ["integer_overflow", "out_of_bounds"],
        Data = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        Stencils = [],
    };

    private static Stencil[] Stencils(
        Body answer, Body add, Body load, Body less, Body all) =>
    [
        new("add", "rr>r", StencilKind.Leaf, "Adds two integers, wrapping: a & b < c.", "tiny.c:3", [], [Register("a", RegisterAccess.Read, 1, 27), Register("b", RegisterAccess.Read, 0, 24), Register("result", RegisterAccess.Write, 2, 19)], add.Code, add.Patches),
        new("all_kinds", ">", StencilKind.Spilled, "", "tiny.c:30",
            [
                new("int", HoleKind.I32), new("writer", HoleKind.U32), new("i64_value", HoleKind.I64), new("u64", HoleKind.U64),
                new("offset", HoleKind.Offset), new("address", HoleKind.Address), new("other", HoleKind.Label), new("target", HoleKind.Label),
            ],
            [], all.Code, all.Patches),
        new("answer", "i>", StencilKind.Entry, "Gives its immediate.", "tiny.c:20", [new("a", HoleKind.I32)], [], answer.Code, answer.Patches),
        new("less", "rs>!", StencilKind.Leaf, "", "tiny.c:10", [new("b", HoleKind.Slot), new("target", HoleKind.Label)], [Register("a", RegisterAccess.Read, 1, 3)], less.Code, less.Patches),
        new("load", "s>r", StencilKind.Leaf, "Loads.", "tiny.c:15", [new("a", HoleKind.Slot)], [Register("result", RegisterAccess.Write, 2, 6)], load.Code, load.Patches),
    ];

    private static RegisterHole Register(string name, RegisterAccess access, int high, int low) =>
        new(name, RegisterClass.Integer, access, [new(high, 3), new(low, 0), new(low + 1, 1)]);

    private static Patch Value(int offset, PatchKind kind, int hole, long addend = 0) => new(offset, kind, PatchSource.Hole, hole, addend);

    private sealed record Body(byte[] Code, Patch[] Patches);
}
