namespace StencilJit.Compiler;

/// <summary>One set to compile for one target.</summary>
public sealed record CompileRequest
{
    /// <summary>The folder that names in the lock are relative to; usually where the sources are.</summary>
    public required string SetFolder { get; init; }

    /// <summary>The C files of the set; their order does not matter.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Folders that headers are searched in; the one of stenciljit.h among them.</summary>
    public required IReadOnlyList<string> IncludeDirectories { get; init; }

    /// <summary>The .NET runtime identifier to compile for, one of <see cref="Targets.TargetDescription.All"/>.</summary>
    public required string Target { get; init; }

    /// <summary>Further arguments for clang, after the toolchain's own; a lock made with any is another one.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>The clang to use; null to search (see <see cref="Clang.ClangLocator"/>).</summary>
    public string? ClangPath { get; init; }
}
