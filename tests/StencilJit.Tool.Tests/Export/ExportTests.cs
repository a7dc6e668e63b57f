using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using StencilJit.Model;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Export;

public sealed class ExportTests : IDisposable
{
    private const ulong Address = 0x4000_0000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit-export-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_program_in_C_stitches_and_runs_from_the_exported_header()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "The program is for x86-64.");
        (await ToolProcess.Run("export", "--template", "c", "--set", "calc", "--target", "linux-x64", "--output", In("calc.h"))).Ended(0);
        await Build("calculator.c", "calculator");

        Assert.Equal("0 2432902008176640000\n0 347557429739520000\n1\n", await Start(In("calculator"), "20"));
    }

    [Theory]
    [InlineData("calc", "linux-x64")]
    [InlineData("calc", "linux-arm64")]
    [InlineData("wasm", "linux-x64")]
    [InlineData("wasm", "linux-arm64")]
    public async Task What_the_header_stitches_has_every_value_in_its_field(string set, string target)
    {
        (await ToolProcess.Run("export", "--set", set, "--target", target, "-o", In("set.h"))).Ended(0);
        await Build("stitch.c", "stitch", $"-DSET={set}");

        var lines = (await Start(In("stitch"))).TrimEnd('\n').Split('\n');
        var stencils = LockFile.Read(Path.Combine(Repository.Set(set), "locks", target + ".stencils"));
        var expected = stencils.Stencils.SelectMany(stencil => Choices(stencil).Select(chosen => Convert.ToHexStringLower(Stitch(stencils, stencil, chosen)))).ToList();
        Assert.Equal(expected, lines);
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public async Task The_header_of_the_tutorial_set_is_its_golden(string target)
    {
        var result = (await ToolProcess.Run("export", "--set", "calc", "--target", target)).Ended(0);

        Goldens.Check($"export.{target}.h", result.Output);
    }

    [Fact]
    public async Task A_template_of_the_users_own_sees_the_whole_set()
    {
        File.WriteAllText(In("own.txt"), "{{ set.name }} {{ set.target }}{{ for s in set.stencils }} {{ s.identifier }}:{{ s.registers.size }}{{ end }}\n");

        (await ToolProcess.Run("export", "--set", "calc", "--template", In("own.txt"), "-o", In("own.{target}.out"))).Ended(0);

        Assert.StartsWith("calc linux-arm64 add_ri_r:2 add_ri_t:1 add_rr_r:3", File.ReadAllText(In("own.linux-arm64.out")), StringComparison.Ordinal);
        Assert.StartsWith("calc linux-x64 add_ri_r:2 add_ri_t:1 add_rr_r:3", File.ReadAllText(In("own.linux-x64.out")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ for x in set.stencils }}", "own.txt(1,")]
    [InlineData("line\n{{ set.stencil }}", "own.txt(2,")]
    [InlineData("{{ nothing }}", "`nothing` was not found")]
    public async Task A_mistake_in_a_template_is_told_at_its_line_and_the_file_stays_as_it_was(string template, string message)
    {
        File.WriteAllText(In("own.txt"), template);
        File.WriteAllText(In("out"), "before");

        var result = (await ToolProcess.Run("export", "--set", "calc", "--target", "linux-x64", "--template", In("own.txt"), "-o", In("out"))).Ended(2);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(In("out")));
        Assert.Equal(["out", "own.txt"], folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(new[] { "export" }, "There are the sets calc, fault, wasm: name one with --set.")]
    [InlineData(new[] { "export", "--set", "calc" }, "calc has the targets linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64: name one with --target")]
    [InlineData(new[] { "export", "--set", "calc", "--target", "linux-x64", "--template", "rust" }, "--template rust: there is no such file; the tool itself has: c.")]
    [InlineData(new[] { "export", "--set", "calc", "--target", "linux-x64", "-o", "/dev/null/x" }, "/dev/null/x cannot be written: ")]
    public async Task What_cannot_be_exported_is_an_error_that_says_what_to_do(string[] arguments, string message)
    {
        var result = (await ToolProcess.RunIn(Path.Combine(Repository.Root, "stencils"), arguments)).Ended(2);

        Assert.Empty(result.Output);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    // The choices that stitch.c makes, without those that a stencil cannot have.
    private static IEnumerable<int[]> Choices(Stencil stencil) =>
        Enumerable.Range(0, 4).Select(turn => Enumerable.Range(0, stencil.Registers.Count).Select(register => (turn + (turn < 2 ? register : 2 * register)) % 4).ToArray()).Where(stencil.Allows);

    // The formulas of PatchKind, with the numbers that stitch.c uses.
    private static byte[] Stitch(StencilSet set, Stencil stencil, int[] chosen)
    {
        var code = stencil.CodeFor(set, chosen);
        foreach (var patch in stencil.Patches)
        {
            var value = (ulong)patch.Addend + patch.Source switch
            {
                PatchSource.Hole => 0x1020UL * (ulong)(patch.Index + 1),
                PatchSource.Data => 0x4010_0010,
                _ => 0x4020_0000 + (16 * (ulong)patch.Index),
            };
            var at = code.AsSpan(patch.Offset);
            var distance = value - (Address + (ulong)patch.Offset);
            if (patch.Kind == PatchKind.Abs8)
                at[0] = (byte)value;
            else if (patch.Kind == PatchKind.Abs64)
                BinaryPrimitives.WriteUInt64LittleEndian(at, value);
            else if (BinaryPrimitives.ReadUInt32LittleEndian(at) is var word)
                BinaryPrimitives.WriteUInt32LittleEndian(at, word | Field(patch.Kind, value, distance, Address + (ulong)patch.Offset, word));
        }

        return code;
    }

    private static uint Field(PatchKind kind, ulong value, ulong distance, ulong address, uint word) => kind switch
    {
        PatchKind.Abs32 => (uint)value,
        PatchKind.Rel32 => (uint)distance,
        PatchKind.Bits12 => (uint)(value & 0xFFF) << 10,
        PatchKind.Bits12Scale2 => (uint)((value / 2) & 0xFFF) << 10,
        PatchKind.Bits12Scale4 => (uint)((value / 4) & 0xFFF) << 10,
        PatchKind.Bits12Scale8 => (uint)((value / 8) & 0xFFF) << 10,
        PatchKind.Bits12Scale4096 => (uint)((value / 4096) & 0xFFF) << 10,
        PatchKind.Move0 => (uint)(value & 0xFFFF) << 5,
        PatchKind.Move16 => (uint)((value >> 16) & 0xFFFF) << 5,
        PatchKind.Move32 => (uint)((value >> 32) & 0xFFFF) << 5,
        PatchKind.Move48 => (uint)((value >> 48) & 0xFFFF) << 5,
        PatchKind.Branch26 => (uint)(distance >> 2) & 0x03FF_FFFF,
        PatchKind.Branch19 => ((uint)(distance >> 2) & 0x7_FFFF) << 5,
        PatchKind.Branch14 => ((uint)(distance >> 2) & 0x3FFF) << 5,
        PatchKind.Page21 => Page((value >> 12) - (address >> 12)),
        PatchKind.Low12 => (uint)(value & 0xFFF) << 10,
        PatchKind.Low12Scale4 => (uint)((value & 0xFFF) / 4) << 10,
        PatchKind.Low12Scale8 => (uint)((value & 0xFFF) / 8) << 10,
        PatchKind.Low12Scale16 => (uint)((value & 0xFFF) / 16) << 10,
        PatchKind.ShiftLeft => (uint)((0 - value) & Highest(word)) << 16 | (uint)(~value & Highest(word)) << 10,
        PatchKind.ShiftRight => (uint)(value & Highest(word)) << 16,
        PatchKind.Rotate => (uint)(value & Highest(word)) << 10,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ulong Highest(uint word) => (int)word < 0 ? 63UL : 31;

    private static uint Page(ulong pages) => ((uint)pages & 3) << 29 | ((uint)(pages >> 2) & 0x7_FFFF) << 5;

    private string In(string name) => Path.Combine(folder.FullName, name);

    private async Task Build(string source, string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gcc"), "No gcc: run build/install-tools.sh.");
        await Start("/usr/bin/gcc", [.. arguments, "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O1", "-I", folder.FullName, "-o", In(program), Path.Combine(AppContext.BaseDirectory, "Export", source)]);
    }

    private static async Task<string> Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await error}");
        return output;
    }
}
