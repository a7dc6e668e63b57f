using StencilJit.Model;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Tool.Tests.Traces;

public sealed class TraceInputTests
{
    [Fact]
    public async Task A_file_that_is_neither_a_module_nor_a_trace_is_refused_whatever_its_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.wasm", "(module)");
        folder.Write("b.trace", "hello");
        folder.Write("empty.wasm", "");

        await Refused(folder, "a.wasm is neither a WebAssembly module in the binary format nor a trace of stitched code: it is WebAssembly text, which wat2wasm turns into a module.", "a.wasm");
        await Refused(folder, "b.trace is neither a WebAssembly module in the binary format nor a trace of stitched code: a module starts with", "b.trace");
        await Refused(folder, "empty.wasm is neither a WebAssembly module in the binary format nor a trace of stitched code: it is empty.", "empty.wasm");
        await Refused(folder, "There is no file gone.wasm.", "gone.wasm");
        await Refused(folder, ". is a folder: name a WebAssembly module or a trace.", ".");
    }

    [Fact]
    public async Task What_a_file_is_does_not_depend_on_its_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("spin.trace", WasmModules.Spin);
        CalcTrace.Runs().Save(folder.Path("runs.wasm"));

        (await ToolProcess.RunIn(folder.Root, "trace", "spin.trace")).Ended(0);
        (await ToolProcess.RunIn(folder.Root, "trace", "runs.wasm", "--set", Repository.Set("calc"))).Ended(0);
    }

    [Fact]
    public async Task Malformed_and_invalid_modules_are_errors_that_say_where()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cut.wasm", WasmModules.Spin[..^3]);
        folder.Write("invalid.wasm", WasmModules.Invalid);

        await Refused(folder, "cut.wasm is malformed: ", "cut.wasm");
        await Refused(folder, "invalid.wasm is invalid: ", "invalid.wasm");
    }

    [Fact]
    public async Task Traces_cut_off_damaged_or_without_code_are_errors()
    {
        using var folder = new TemporaryFolder();
        CalcTrace.Runs().Save(folder.Path("runs.trace"));
        var bytes = File.ReadAllBytes(folder.Path("runs.trace"));
        folder.Write("cut.trace", bytes[..^10]);
        bytes[8] = 9;
        folder.Write("newer.trace", bytes);
        new StitchTrace().Save(folder.Path("none.trace"));

        await Refused(folder, "cut.trace: The trace is damaged or cut off: its checksum does not match. Record it again.", "cut.trace");
        await Refused(folder, "newer.trace: The trace is of version 9, but this reads version 1", "newer.trace");
        await Refused(folder, "none.trace has no code", "none.trace");
    }

    [Fact]
    public async Task A_set_whose_lock_is_nowhere_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        CalcTrace.Runs().Save(folder.Path("runs.trace"));

        await Refused(folder, "The code is of the set 'calc' for ", "runs.trace");
        await Refused(folder, "whose lock is not here: name the set's folder with --set.", "runs.trace", "--set", Repository.Set("wasm"));
    }

    [Fact]
    public async Task A_lock_below_the_current_directory_is_found()
    {
        using var set = new SetCopy();
        CalcTrace.Runs().Save(Path.Combine(set.Root, "runs.trace"));

        (await ToolProcess.RunIn(set.Root, "trace", "runs.trace")).Ended(0);
    }

    [Fact]
    public async Task A_lock_that_the_code_was_not_stitched_from_is_refused()
    {
        using var set = new SetCopy();
        CalcTrace.Runs().Save(Path.Combine(set.Root, "runs.trace"));

        // The same holes in other code: only the bytes tell.
        Rewrite(set, stencil => stencil is not { Name: "add", Placement: "ri>t" } ? stencil : stencil with { Code = [.. stencil.Code[..^1], (byte)(stencil.Code[^1] ^ 1)] });
        var other = (await ToolProcess.RunIn(set.Root, "trace", "runs.trace", "--set", "calc")).Ended(2);
        Assert.Matches("The lock of 'calc' for .* is not the one that the code was stitched from: the code at \\+0x[0-9a-f]+ is not that of 'add ri>t' a=result=\\w+\\.", other.Error);

        Rewrite(set, stencil => stencil.Name == "add" ? null : stencil);
        var fewer = (await ToolProcess.RunIn(set.Root, "trace", "runs.trace", "--set", "calc")).Ended(2);
        Assert.Matches("it has [0-9]+ numbers of stencils, and the code's set has [0-9]+", fewer.Error);
        Assert.Empty(other.Output + fewer.Output);
    }

    [Fact]
    public async Task An_unknown_function_is_an_error_with_the_names_that_are_near()
    {
        using var folder = new TemporaryFolder();
        folder.Write("spin.wasm", WasmModules.Spin);

        await Refused(folder, "--function spinn: spin.wasm has no such function. Did you mean spin?", "spin.wasm", "--function", "spinn");
        await Refused(folder, "--function 7777: spin.wasm has no such function. 'stenciljit trace spin.wasm --top 1000' lists the largest ones.", "spin.wasm", "--function", "7777");
    }

    [Fact]
    public async Task Samples_that_are_none_are_errors_at_their_line()
    {
        using var folder = new TemporaryFolder();
        CalcTrace.Runs().Save(folder.Path("runs.trace"));
        folder.Write("empty.txt", "\n# nothing\n");
        folder.Write("words.txt", "7f00\nmain+0x10\n");
        folder.Write("spin.wasm", WasmModules.Spin);

        await Refused(folder, "empty.txt has no samples", "runs.trace", "--samples", "empty.txt");
        await Refused(folder, "words.txt(2): 'main+0x10' does not begin with an address in hexadecimal.", "runs.trace", "--samples", "words.txt");
        await Refused(folder, "--samples gone.txt: the file cannot be read", "runs.trace", "--samples", "gone.txt");
        await Refused(folder, "--perf gone.data: there is no such file.", "runs.trace", "--perf", "gone.data");
        await Refused(folder, "spin.wasm is a module, and samples are of one run of it", "spin.wasm", "--samples", "words.txt");
    }

    [Theory]
    [InlineData("--asm shows the machine instructions of one function: name it with --function.", "--asm")]
    [InlineData("--perf and --samples are two forms of one thing: give one of them.", "--perf", "a", "--samples", "b")]
    [InlineData("--top takes a number from 1 on.", "--top", "0")]
    public async Task Options_that_do_not_fit_are_refused(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await Refused(folder, message, ["spin.wasm", .. options]);
    }

    private static async Task Refused(TemporaryFolder folder, string message, params string[] arguments)
    {
        var result = (await ToolProcess.RunIn(folder.Root, ["trace", .. arguments])).Ended(2);
        Assert.Empty(result.Output);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static void Rewrite(SetCopy set, Func<Stencil, Stencil?> change)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(set.Folder, "locks")))
            LockEdit.Change(file, read => read with { Stencils = [.. read.Stencils.Select(change).OfType<Stencil>()] });
    }
}
