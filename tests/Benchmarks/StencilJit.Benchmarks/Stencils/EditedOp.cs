using StencilJit.Compiler;
using StencilJit.Compiler.Incremental;
using StencilJit.Compiler.Locks;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>Compiles the WebAssembly set as its lock has it, and then once more after one micro-op was edited.</summary>
internal sealed class EditedOp : IDisposable
{
    /// <summary>The command that measures in a new process.</summary>
    public const string Command = "measure-edited-stencil";

    /// <summary>The micro-op.</summary>
    public const string Name = "i32_add";

    private const string Source = "i32.c";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit-benchmark-");
    private readonly IncrementalCompiler compiler;
    private bool isEdited;

    public EditedOp(string target)
    {
        foreach (var file in Directory.GetFiles(Repository.WasmSet, "*.?"))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        var request = new CompileRequest
        {
            SetFolder = folder.FullName,
            Sources = [.. Directory.GetFiles(folder.FullName, "*.c").Order(StringComparer.Ordinal)],
            IncludeDirectories = [Repository.StencilHeaders],
            Target = target,
        };
        compiler = new IncrementalCompiler(request, LockStore.Read(Repository.WasmLock(target)));
    }

    /// <summary>Compiles; from the second time on, after an edit.</summary>
    /// <exception cref="InvalidOperationException">It cannot be compiled here; the message says why.</exception>
    public async Task CompileAsync()
    {
        if (isEdited)
            await EditAsync();
        isEdited = true;
        var result = await compiler.CompileAsync();
        if (result.Set is null)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task EditAsync()
    {
        var file = Path.Combine(folder.FullName, Source);
        var text = await File.ReadAllTextAsync(file);
        var edited = text.Replace($" {Name}(uint32_t a, uint32_t b)\n{{\n    return a + b;", $" {Name}(uint32_t a, uint32_t b)\n{{\n    return a + b + 1;");
        if (edited == text)
            throw new InvalidOperationException($"{Source} has no {Name} as it was when this was written: change EditedOp.");
        await File.WriteAllTextAsync(file, edited);
    }
}
