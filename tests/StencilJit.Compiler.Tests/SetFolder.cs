using System.Runtime.CompilerServices;
using StencilJit.Compiler.Clang;

namespace StencilJit.Compiler.Tests;

/// <summary>A stencil set in a temporary folder.</summary>
internal sealed class SetFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit test ");

    public string Path => folder.FullName;

    public static string IncludeDirectory => System.IO.Path.GetFullPath(System.IO.Path.Combine(SourceFolder(), "../../stencils/include"));

    /// <summary>Writes a source file that includes the authoring header and declares a set of one pinned pointer.</summary>
    public SetFolder WithSet(string body, string name = "set.c") =>
        With(name, $"#include \"stenciljit.h\"\nSTENCIL_SET(\"demo\", \"frame\", 4, 4)\nPINNED(frame, int64_t *)\n{body}");

    public SetFolder With(string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return this;
    }

    /// <summary>Replaces a piece of a source file that stands in it once.</summary>
    public SetFolder Edit(string find, string replacement, string name = "set.c")
    {
        var parts = File.ReadAllText(System.IO.Path.Combine(Path, name)).Split(find);
        Assert.Equal(2, parts.Length);
        return With(name, string.Join(replacement, parts));
    }

    public CompileRequest Request(string target = "linux-x64") => new()
    {
        SetFolder = Path,
        Sources = Directory.GetFiles(Path, "*.c"),
        IncludeDirectories = [IncludeDirectory],
        Target = target,
    };

    /// <summary>Compiles; skips the test where no clang is installed.</summary>
    public async Task<CompileResult> CompileAsync(string target = "linux-x64")
    {
        SkipWithoutClang();
        return await StencilCompiler.CompileAsync(Request(target), TestContext.Current.CancellationToken);
    }

    /// <summary>Skips the test where no clang is installed.</summary>
    public static void SkipWithoutClang() =>
        Assert.SkipWhen(ClangLocator.Find() is null, "No clang and libLLVM from 19 on: run build/install-tools.sh, or apt-get install clang-22 libllvm22.");

    public void Dispose() => folder.Delete(recursive: true);

    private static string SourceFolder([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
