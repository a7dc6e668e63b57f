using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler;

/// <summary>
/// What a lock was made from, so that a build can tell without any compiler whether the lock is still the one that its
/// sources would give.
/// </summary>
public static class StencilInputs
{
    /// <summary>
    /// Counts up whenever this compiler makes other bytes of the same sources: every lock is stale then.
    /// </summary>
    private const int CompilerRevision = 6;

    /// <summary>Hashes all that decides the bytes of a lock but the inputs' contents: target, options, which files are the sources.</summary>
    /// <param name="request">The set and the target.</param>
    /// <returns>SHA-256 in lower-case hexadecimal, for <see cref="StencilSet.OptionsHash"/>.</returns>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    public static string OptionsHash(CompileRequest request)
    {
        var naming = new InputNaming(request);
        var text = new StringBuilder()
            .Append("revision ").Append(CompilerRevision).Append('\n')
            .Append(string.Join(' ', ClangDriver.CommonArguments)).Append('\n')
            .Append(JsonSerializer.Serialize(TargetDescription.Get(request.Target))).Append('\n');
        foreach (var name in request.Sources.Select(naming.NameOf).Order(StringComparer.Ordinal))
            text.Append("source ").Append(name).Append('\n');
        foreach (var argument in request.ExtraArguments)
            text.Append("argument ").Append(JsonSerializer.Serialize(argument)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Names and hashes files for <see cref="StencilSet.Inputs"/>.</summary>
    /// <param name="request">The set that they belong to.</param>
    /// <param name="files">The sources and every header that the C compiler read, in any order; doubles are dropped.</param>
    /// <returns>The inputs, sorted by name.</returns>
    public static IReadOnlyList<InputFile> Hash(CompileRequest request, IEnumerable<string> files)
    {
        var naming = new InputNaming(request);
        return
        [
            .. files.Select(Path.GetFullPath)
                .DistinctBy(naming.NameOf)
                .Select(file => new InputFile(naming.NameOf(file), HashFile(file)))
                .OrderBy(input => input.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Compares a lock with the sources as they are now.</summary>
    /// <param name="request">The set and the target.</param>
    /// <param name="locked">What the lock holds.</param>
    /// <returns>The first thing that changed since the lock was made, such as <c>i32.c changed</c>; null where nothing did.</returns>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    public static string? FindChange(CompileRequest request, StencilSet locked)
    {
        var naming = new InputNaming(request);
        if (locked.Target != request.Target)
            return $"it holds the code for {locked.Target}, not for {request.Target}";
        var known = locked.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var added = request.Sources.Select(naming.NameOf).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).FirstOrDefault();
        if (added is not null)
            return $"{added} was added";
        foreach (var input in locked.Inputs)
        {
            var file = naming.FileOf(input.Name);
            if (!File.Exists(file))
                return $"{input.Name} is gone";
            if (HashFile(file) != input.Hash)
                return $"{input.Name} changed";
        }

        return locked.OptionsHash == OptionsHash(request) ? null : "the list of sources or the toolchain's options changed";
    }

    /// <summary>The files that a lock was made from.</summary>
    /// <param name="request">The set.</param>
    /// <param name="locked">What the lock holds.</param>
    /// <returns>Full paths, in the order of the inputs.</returns>
    public static IReadOnlyList<string> Files(CompileRequest request, StencilSet locked)
    {
        var naming = new InputNaming(request);
        return [.. locked.Inputs.Select(input => naming.FileOf(input.Name))];
    }

    private static string HashFile(string file)
    {
        // Version control may check sources out with CRLF; the code is the same.
        var bytes = File.ReadAllBytes(file);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 == bytes.Length || bytes[i + 1] != '\n')
                bytes[length++] = bytes[i];
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length)));
    }
}
