using System.Globalization;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Tests;

public class CompilationTests
{
    private const string Body = """
        /* Adds two integers,
         * wrapping. */
        STENCIL(BINARY) uint64_t add(uint64_t a, uint64_t b) { return a + b; }

        // Divides.
        STENCIL("rr>r") int64_t divide(int64_t a, int64_t b)
        {
            if (LIKELY(b != 0))
                CONTINUE a / b;
            TRAP(by_zero);
        }

        STENCIL("r>?") int32_t jump_if(int32_t a) { return a; }
        STENCIL("r>t") double negate(double a) { return -a; }
        STENCIL(">") void store(void) { frame()[HOLE_SLOT(slot) / 8] = HOLE_I32(value); }
        """;

    [Fact]
    public async Task A_stencil_falls_through_to_its_continuation()
    {
        var add = await StencilAsync("add", "rr>r");

        // lea, with registers 0: nothing else, and no jump at the end.
        Assert.Equal("488D0400", Convert.ToHexString(add.Code));
    }

    [Fact]
    public async Task A_jump_that_is_not_taken_costs_one_instruction()
    {
        var jump = await StencilAsync("jump_if", "r>?");

        // test r15d?, r15d?; jne target.
        Assert.Equal(9, jump.Code.Length);
        Assert.Equal([new Hole("target", HoleKind.Label)], jump.Holes);
    }

    [Fact]
    public async Task A_frame_slot_becomes_the_displacement_of_an_operand()
    {
        var add = await StencilAsync("add", "rs>t");

        Assert.Equal([new Hole("b", HoleKind.Slot)], add.Holes);
        var patch = Assert.Single(add.Patches);
        Assert.Equal((PatchKind.Abs32, PatchSource.Hole), (patch.Kind, patch.Source));
        Assert.Equal(7, add.Code.Length);
    }

    [Theory]
    [InlineData("uint32_t shift(uint32_t a, uint32_t b) { return a << (b & 31); }", HoleKind.Shift32, "40C1E000")] // shl
    [InlineData("int64_t shift(int64_t a, uint64_t b) { return a >> (b & 63); }", HoleKind.Shift64, "48C1F800")] // sar
    [InlineData("uint32_t shift(uint32_t a, uint32_t b) { return a >> (b & 31) | a << (-b & 31); }", HoleKind.Shift32, "C4E37BF0C000")] // rorx
    public async Task A_count_of_bits_is_the_last_byte_of_one_instruction(string op, HoleKind kind, string code)
    {
        using var folder = new SetFolder().WithSet($"STENCIL(\"rn>t\") {op}");

        var set = (await folder.CompileAsync()).Set!;

        var shift = set.Stencils.Single(stencil => stencil.Name == "shift");
        Assert.Equal(code, Convert.ToHexString(shift.Code));
        Assert.Equal([new Hole("b", kind)], shift.Holes);
        Assert.Equal([(PatchKind.Abs8, shift.Code.Length - 1)], shift.Patches.Select(patch => (patch.Kind, patch.Offset)));
    }

    [Theory]
    [InlineData("linux-x64", PatchKind.Abs8)]
    [InlineData("linux-arm64", PatchKind.Move0)]
    public async Task A_count_of_bits_that_is_part_of_no_instruction_goes_through_a_register(string target, PatchKind kind)
    {
        using var folder = new SetFolder().WithSet("STENCIL(\"rn>t\") uint32_t shift(uint32_t a, uint32_t b) { return (a << (b & 31)) * 3 + 1; }");

        var set = (await folder.CompileAsync(target: target)).Set!;

        var shift = set.Stencils.Single(stencil => stencil.Name == "shift");
        var patch = Assert.Single(shift.Patches);
        Assert.Equal(kind, patch.Kind);
    }

    [Theory]
    [InlineData("uint32_t op(uint32_t a) { return a + (uint32_t)HOLE_NEAR(n); }", "00000011", PatchKind.Bits12)] // add w0, w0, #n
    [InlineData("uint64_t op(uint64_t a) { return a - HOLE_NEAR(n); }", "000000D1", PatchKind.Bits12)] // sub x0, x0, #n
    [InlineData("uint16_t *op(uint16_t *a) { return *(uint16_t **)((char *)a + HOLE_NEAR(n)); }", "000040F9", PatchKind.Bits12Scale8)] // ldr x0, [x0, #n]
    public async Task A_small_number_is_part_of_an_instruction_of_AArch64(string op, string code, PatchKind kind)
    {
        using var folder = new SetFolder().WithSet($"STENCIL(\"r>t\") {op}");

        var set = (await folder.CompileAsync("linux-arm64")).Set!;

        var stencil = set.Stencils.Single(stencil => stencil.Name == "op");
        Assert.Equal(code, Convert.ToHexString(stencil.Code));
        Assert.Equal([new Hole("n", HoleKind.Near)], stencil.Holes);
        Assert.Equal([(0, kind)], stencil.Patches.Select(patch => (patch.Offset, patch.Kind)));
    }

    [Theory]
    [InlineData("linux-x64", PatchKind.Abs8)] // mov r11, qword ptr [r11 + n]
    [InlineData("linux-arm64", PatchKind.Bits12Scale8)] // ldr x0, [x0, #n]
    public async Task A_short_displacement_is_part_of_the_access(string target, PatchKind kind)
    {
        using var folder = new SetFolder().WithSet("STENCIL(\"r>t\") uint64_t *op(uint64_t *a) { return *(uint64_t **)((char *)a + HOLE_SHORT(n)); }");

        var stencil = (await folder.CompileAsync(target)).Set!.Stencils.Single(stencil => stencil.Name == "op");

        Assert.Equal([new Hole("n", HoleKind.Short)], stencil.Holes);
        Assert.Equal([kind], stencil.Patches.Select(patch => patch.Kind));
        Assert.Equal(4, stencil.Code.Length);
    }

    [Fact]
    public async Task A_byte_may_be_anywhere_in_the_code()
    {
        using var folder = new SetFolder().WithSet("STENCIL(\"r>\") void op(char *a) { *(uint32_t *)(a + HOLE_SHORT(n)) = 0x12345678; }");

        var stencil = (await folder.CompileAsync()).Set!.Stencils.Single(stencil => stencil.Name == "op");

        Assert.Equal("41C7400078563412", Convert.ToHexString(stencil.CodeFor((await folder.CompileAsync()).Set!, [0]))); // mov dword ptr [r8 + n], 0x12345678
        Assert.Equal(new Patch(3, PatchKind.Abs8, PatchSource.Hole, 0, 0), Assert.Single(stencil.Patches));
    }

    [Theory]
    [InlineData("r>t", "uint32_t op(uint32_t a) { return a + (uint32_t)HOLE_I8(n); }", PatchKind.Abs8)] // add r, n
    [InlineData("r>r", "uint64_t op(uint64_t a) { return a + (uint64_t)HOLE_I8(n); }", PatchKind.Abs8)] // lea r, [a + n]
    [InlineData("r>?", "int32_t op(uint32_t a) { return a == (uint32_t)HOLE_I8(n); }", PatchKind.Abs32)] // cmp r, n; je: not the last byte
    public async Task A_number_with_a_sign_is_a_byte_where_that_is_the_last_one(string placement, string op, PatchKind kind)
    {
        using var folder = new SetFolder().WithSet($"STENCIL(\"{placement}\") {op}");

        var stencil = (await folder.CompileAsync()).Set!.Stencils.Single(stencil => stencil.Name == "op");

        Assert.Equal(new Hole("n", HoleKind.I8), stencil.Holes[0]);
        Assert.Equal(kind, stencil.Patches[0].Kind);
    }

    [Fact]
    public async Task A_hole_is_subtracted_as_it_is()
    {
        using var folder = new SetFolder().WithSet("STENCIL(\"r>t\") uint64_t op(uint64_t a) { return SUBTRACT(a, HOLE_SHORT(n)); }");

        var stencil = (await folder.CompileAsync()).Set!.Stencils.Single(stencil => stencil.Name == "op");

        Assert.Equal([(3, PatchKind.Abs8)], stencil.Patches.Select(patch => (patch.Offset, patch.Kind))); // sub r, n
        Assert.Equal(4, stencil.Code.Length);
    }

    [Theory]
    [InlineData("uint32_t op(uint32_t a, uint32_t b) { return a << (b & 31); }", "00000053", PatchKind.ShiftLeft)] // lsl w0, w0, #b
    [InlineData("uint64_t op(uint64_t a, uint64_t b) { return a << (b & 63); }", "000040D3", PatchKind.ShiftLeft)] // lsl x0, x0, #b
    [InlineData("uint32_t op(uint32_t a, uint32_t b) { return a >> (b & 31); }", "00FC40D3", PatchKind.ShiftRight)] // lsr x0, x0, #b
    [InlineData("uint64_t op(uint64_t a, uint64_t b) { return a >> (b & 63); }", "00FC40D3", PatchKind.ShiftRight)] // lsr x0, x0, #b
    [InlineData("int32_t op(int32_t a, uint32_t b) { return a >> (b & 31); }", "007C0013", PatchKind.ShiftRight)] // asr w0, w0, #b
    [InlineData("uint32_t op(uint32_t a, uint32_t b) { return a >> (b & 31) | a << (-b & 31); }", "00008013", PatchKind.Rotate)] // ror w0, w0, #b
    public async Task A_count_of_bits_is_part_of_a_shift_of_AArch64(string op, string code, PatchKind kind)
    {
        using var folder = new SetFolder().WithSet($"STENCIL(\"rn>t\") {op}");

        var set = (await folder.CompileAsync("linux-arm64")).Set!;

        var stencil = set.Stencils.Single(stencil => stencil.Name == "op");
        Assert.Equal(code, Convert.ToHexString(stencil.Code));
        Assert.Equal([(0, kind)], stencil.Patches.Select(patch => (patch.Offset, patch.Kind)));
    }

    [Fact]
    public async Task A_value_that_code_generation_would_fold_is_kept_out_of_its_sight()
    {
        // a - v becomes a + (-v) where v is a constant: the value itself appears only if it is hidden.
        using var folder = new SetFolder().WithSet("STENCIL(\"ri>r\") uint32_t subtract(uint32_t a, uint32_t b) { return a - b; }");

        var set = (await folder.CompileAsync()).Set!;

        var subtract = set.Stencils.Single(stencil => stencil.Name == "subtract");
        Assert.Equal([PatchKind.Abs32], subtract.Patches.Select(patch => patch.Kind));
        Assert.Contains("29", Convert.ToHexString(subtract.Code)); // sub r32, r32
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public async Task A_test_of_the_hole_itself_is_still_made_when_stitched_code_runs(string target)
    {
        // No probe is zero: code generation would drop the test, in all of them alike, and find the value elsewhere.
        using var folder = new SetFolder().WithSet(
            "STENCIL(\"ri>r\") int32_t remainder(int32_t a, int32_t b) { if (LIKELY(b != 0)) CONTINUE a % (b == -1 ? 1 : b); TRAP(by_zero); }");

        var set = (await folder.CompileAsync(target)).Set!;

        Assert.Contains(set.Stencils.Single(stencil => stencil.Name == "remainder").Patches, patch => patch.Source == PatchSource.Trap);
    }

    [Fact]
    public async Task A_constant_outside_the_code_moves_to_the_data_part()
    {
        using var folder = new SetFolder().WithSet(Body);

        var set = (await folder.CompileAsync()).Set!;

        var patch = Assert.Single(set.Stencils.Single(stencil => stencil.Name == "negate").Patches);
        Assert.Equal(PatchSource.Data, patch.Source);
        Assert.Equal(0, set.Data.Length % 16);
        Assert.Equal(0x80, set.Data[7]);
    }

    [Fact]
    public async Task A_trap_is_named_and_reached_by_a_patch()
    {
        using var folder = new SetFolder().WithSet(Body);

        var set = (await folder.CompileAsync()).Set!;

        Assert.Equal(["by_zero"], set.Traps);
        Assert.Contains(set.Stencils.Single(stencil => stencil.Name == "divide").Patches, patch => patch.Source == PatchSource.Trap);
    }

    [Theory]
    [InlineData("add", "Adds two integers, wrapping.")]
    [InlineData("divide", "Divides.")]
    [InlineData("jump_if", "")]
    public async Task The_comment_before_a_micro_op_becomes_its_documentation(string name, string documentation)
    {
        using var folder = new SetFolder().WithSet(Body);

        var set = (await folder.CompileAsync()).Set!;

        Assert.Equal(documentation, set.Stencils.First(stencil => stencil.Name == name).Documentation);
    }

    [Fact]
    public async Task The_targets_agree_on_stencils_holes_and_traps()
    {
        using var folder = new SetFolder().WithSet(Body);

        var first = (await folder.CompileAsync("linux-x64")).Set!;

        foreach (var target in TargetDescription.All)
            Assert.Equal(Outline(first), Outline((await folder.CompileAsync(target.Rid)).Set!));
    }

    [Fact]
    public async Task A_rebuild_elsewhere_with_files_in_another_order_gives_the_same_bytes()
    {
        using var here = new SetFolder().WithSet("", "a.c").With("b.c", "#include \"stenciljit.h\"\n" + Body);
        using var there = new SetFolder().With("b.c", "#include \"stenciljit.h\"\n" + Body).WithSet("", "a.c");

        var first = (await here.CompileAsync()).Set!;
        var second = (await StencilCompiler.CompileAsync(
            there.Request() with { Sources = [.. there.Request().Sources.OrderDescending()] }, TestContext.Current.CancellationToken)).Set!;

        Assert.NotEmpty(first.Stencils);
        Assert.Equal(StencilLockWriter.Write(first), StencilLockWriter.Write(second));
    }

    [Fact]
    public async Task A_rebuild_where_numbers_are_written_otherwise_and_beside_other_targets_gives_the_same_bytes()
    {
        using var folder = new SetFolder().WithSet(Body);
        var alone = new List<string>();
        foreach (var target in TargetDescription.All)
            alone.Add(StencilLockWriter.Write((await folder.CompileAsync(target.Rid)).Set!));

        // A culture of its own, as machines may have none but the invariant one.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus ";
        var together = await Task.WhenAll(TargetDescription.All.Select(target => Task.Run(async () =>
        {
            CultureInfo.CurrentCulture = culture;
            return StencilLockWriter.Write((await folder.CompileAsync(target.Rid)).Set!);
        })));

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task A_compilation_can_be_cancelled()
    {
        using var folder = new SetFolder().WithSet(Body);
        await folder.CompileAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StencilCompiler.CompileAsync(folder.Request(), new CancellationToken(canceled: true)));
    }

    private static async Task<Stencil> StencilAsync(string name, string placement)
    {
        using var folder = new SetFolder().WithSet(Body);
        var result = await folder.CompileAsync();
        Assert.Empty(result.Diagnostics);
        return result.Set!.Stencils.Single(stencil => stencil.Name == name && stencil.Placement == placement);
    }

    private static IEnumerable<string> Outline(StencilSet set) =>
        set.Stencils.Select(stencil => $"{stencil.Name} {stencil.Placement} {string.Join(", ", stencil.Holes)}").Append(string.Join(' ', set.Traps));
}
