using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Llvm;

namespace StencilJit.Tool.Tests;

/// <summary>A copy of a stencil set with its locks and header in a temporary folder, to be changed by a test.</summary>
internal sealed class SetCopy : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("stenciljit-tool-");

    public SetCopy(string name = "calc")
    {
        Folder = Path.Combine(root.FullName, "stencils", name);
        Copy(Repository.Set(name), Folder);
        Copy(Path.Combine(Repository.Root, "stencils", "include"), Path.Combine(root.FullName, "stencils", "include"));
    }

    /// <summary>
    /// A copy with locks of the compiler at hand, which need not be the one that made the locks of the repository; skips
    /// the test where there is none.
    /// </summary>
    public static async Task<SetCopy> Compiled()
    {
        NeedsClang();
        var copy = new SetCopy();
        (await ToolProcess.RunIn(copy.Root, "compile")).Ended(0);
        return copy;
    }

    /// <summary>The folder above everything, to run commands in.</summary>
    public string Root => root.FullName;

    /// <summary>The set's folder.</summary>
    public string Folder { get; }

    /// <summary>The path of a file of the set.</summary>
    public string File(string name) => Path.Combine(Folder, name);

    public string Lock(string target) => Path.Combine(Folder, "locks", target + ".stencils");

    /// <summary>All files with their contents, to see whether anything was changed or left behind.</summary>
    public IReadOnlyDictionary<string, string> Files() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToDictionary(file => file, System.IO.File.ReadAllText);

    /// <summary>Temporary files that were left behind.</summary>
    public IReadOnlyList<string> Leftovers() => [.. Directory.EnumerateFiles(Root, "*.tmp", SearchOption.AllDirectories)];

    /// <summary>Replaces text in a file of the set; the text must be there.</summary>
    public void Edit(string name, string text, string by)
    {
        var content = System.IO.File.ReadAllText(File(name));
        Assert.Contains(text, content, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File(name), content.Replace(text, by, StringComparison.Ordinal));
    }

    /// <summary>Skips the test where nothing can be compiled.</summary>
    public static void NeedsClang() =>
        Assert.SkipWhen(ClangLocator.Find() is null, "No clang and libLLVM from 19 on: run build/install-tools.sh, or apt-get install clang-22 libllvm22.");

    /// <summary>Another libLLVM than that of this process, with a clang that fits it; null where there is none.</summary>
    public static (int Version, string Library)? OlderLibrary()
    {
        for (var version = LibLlvmLocator.OldestVersion; version < LlvmLibrary.MajorVersion; version++)
            if ($"/usr/lib/llvm-{version}/lib/libLLVM.so" is var library && System.IO.File.Exists(library) && ClangLocator.Find($"clang-{version}") is not null)
                return (version, library);
        return null;
    }

    public void Dispose() => root.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
