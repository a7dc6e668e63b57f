using System.Text.RegularExpressions;

namespace StencilJit.Tool.Tests.Doctor;

public sealed partial class DoctorTests
{
    private static readonly Dictionary<string, string?> NoTools = new()
    {
        ["PATH"] = "/nonexistent",
        ["STENCILJIT_CLANG"] = null,
        ["STENCILJIT_LIBLLVM"] = "/nonexistent/libLLVM.so",
    };

    [Fact]
    public async Task A_machine_without_any_tool_is_told_what_is_missing_and_what_installs_it()
    {
        using var set = new SetCopy();

        var result = (await ToolProcess.RunWith(NoTools, set.Root, "doctor")).Ended(0);

        Goldens.Check("doctor.txt", ThisMachine(result.Output));
    }

    [Fact]
    public async Task Stale_and_damaged_locks_need_care()
    {
        using var set = new SetCopy();
        set.Edit("calc.c", "return a + b;", "return a - b;");
        File.AppendAllText(set.Lock("linux-x64"), "more\n");

        var result = (await ToolProcess.RunWith(NoTools, set.Root, "doctor")).Ended(1);

        Assert.Contains("linux-arm64  the lock is stale: calc.c changed", result.Output, StringComparison.Ordinal);
        Assert.Contains("error SJ2001: nothing may follow 'end'", result.Output, StringComparison.Ordinal);
        Assert.Contains($"-> stenciljit compile --set \"{set.Folder}\" --target linux-x64", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("6 things need care.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_every_finding_has_its_state()
    {
        using var set = new SetCopy();

        var result = (await ToolProcess.RunWith(NoTools, set.Root, "doctor", "--json")).Ended(0);

        Goldens.Check("doctor.json", ThisMachine(result.Output));
    }

    // What differs from machine to machine.
    private static string ThisMachine(string text) =>
        ProcessorPattern().Replace(RuntimePattern().Replace(ProtectionPattern().Replace(text, "(protection)"), "(runtime)"), "");

    [GeneratedRegex(@"separate mappings to write and to execute|pages change from writable to executable[^""\n]*")]
    private static partial Regex ProtectionPattern();

    [GeneratedRegex(@"\.NET [0-9.]+, [a-z0-9-]+")]
    private static partial Regex RuntimePattern();

    [GeneratedRegex("; this processor (runs it|lacks [A-Za-z0-9 ]+)")]
    private static partial Regex ProcessorPattern();
}
