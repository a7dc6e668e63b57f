using System.Security.Cryptography;
using System.Text;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler;

/// <summary>Hashes what a set is made from, so that a build knows without clang whether a lock is up to date.</summary>
public static class StencilInputs
{
    // Raised when the same inputs would give other stencils, or the same stencils another text.
    private const string Revision = "1";

    /// <summary>SHA-256 of everything but the inputs and the compiler's version that decides the bytes.</summary>
    /// <param name="target">The .NET runtime identifier.</param>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    public static string OptionsHash(string target)
    {
        var description = TargetDescription.Get(target);
        string[] parts =
        [
            Revision, description.Triple, description.Cpu, description.LlvmFeatures, .. description.ClangArguments, "registers", .. description.ArgumentRegisters,
            .. description.ScratchRegisters.Order(StringComparer.Ordinal), .. description.CalleeClobbers, description.CallSymbol, description.CallRegister,
            description.OpaqueImmediates.Load32, description.OpaqueImmediates.Load64, "common", .. ClangDriver.CommonArguments,
        ];
        return Hex(string.Join('\n', parts));
    }

    /// <summary>Hashes files, sorted by their names relative to the set's folder.</summary>
    public static IReadOnlyList<InputFile> Hash(string setFolder, IEnumerable<string> files) =>
    [
        .. files.Select(Path.GetFullPath).Distinct()
            .Select(file => new InputFile(Path.GetRelativePath(setFolder, file).Replace('\\', '/'), Hex(File.ReadAllText(file).ReplaceLineEndings("\n"))))
            .OrderBy(input => input.Name, StringComparer.Ordinal),
    ];

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
