using System.Security.Cryptography;
using System.Text;
using StencilJit.Model;

namespace StencilJit.Compiler.Incremental;

/// <summary>
/// What the micro-ops of a set were made of. A lock does not tell that: together with it, this spares the compilation of
/// all that an edit did not reach, in another process too.
/// </summary>
/// <param name="SetHash">The set that was made, whatever its lock builds on.</param>
/// <param name="Ops">The fingerprint of every micro-op, by its name.</param>
public sealed record SetFingerprints(string SetHash, IReadOnlyDictionary<string, string> Ops)
{
    /// <summary>The hash by which a set is known again.</summary>
    public static string HashOf(StencilSet set) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StencilLockWriter.Write(set))));
}
